package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import dev.agentguard.hook.GitHook;
import dev.agentguard.hook.HookException;
import dev.agentguard.hook.HookStatus;
import dev.agentguard.hook.Hooks;
import dev.agentguard.verify.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code guard hook status}: tells whether git would run guard. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tell for each hook whether git would run guard; exit code 1 if not for all.")
final class HookStatusCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  private String format = "text";

  HookStatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<SurfacesCommand.ListFormat> form =
        Names.one("format", SurfacesCommand.ListFormat.class, format);
    boolean isJson = form.equals(Optional.of(SurfacesCommand.ListFormat.JSON));
    return HookCommand.run(surroundings, (hooks, workspace) -> tell(hooks, workspace, isJson));
  }

  private int tell(Hooks hooks, Target workspace, boolean isJson) throws HookException {
    List<HookStatus> all = hooks.status();
    boolean inForce = true;
    for (HookStatus one : all) {
      inForce &= one.state() == HookStatus.State.INSTALLED;
    }
    if (isJson) {
      json(hooks, workspace, all, inForce);
    } else {
      text(workspace, all, inForce);
    }
    return inForce ? 0 : 1;
  }

  private void text(Target workspace, List<HookStatus> all, boolean inForce) {
    StringBuilder text = new StringBuilder();
    for (HookStatus one : all) {
      text.append(String.format(Locale.ROOT, "%-13s%-18s", state(one), one.hook().fileName()));
      text.append(Escaping.escape(workspace.shown(one.file()))).append('\n');
      if (!one.detail().isEmpty()) {
        text.append("  ").append(Escaping.escape(one.detail())).append('\n');
      }
    }
    text.append(inForce ? "git runs guard\n" : "git does not run guard in all hooks\n");
    surroundings.out().print(text);
    surroundings.out().flush();
    if (!inForce) {
      surroundings.hint("guard hook install puts it in");
    }
  }

  private void json(Hooks hooks, Target workspace, List<HookStatus> all, boolean inForce) {
    JsonDocument.write(
        surroundings.out(),
        json -> {
          json.writeStartObject();
          json.writeStringProperty("format", "guard-hooks");
          json.writeNumberProperty("version", 1);
          json.writeStringProperty("keeper", word(hooks.keeper()));
          JsonDocument.escaped(json, "directory", workspace.shown(hooks.directory()));
          json.writeBooleanProperty("inForce", inForce);
          json.writeArrayPropertyStart("hooks");
          for (HookStatus one : all) {
            json.writeStartObject();
            json.writeStringProperty("hook", one.hook().fileName());
            json.writeStringProperty("effect", effect(one.hook()));
            json.writeStringProperty("state", word(one.state()));
            JsonDocument.escaped(json, "path", workspace.shown(one.file()));
            JsonDocument.escaped(json, "program", one.program());
            JsonDocument.escaped(json, "detail", one.detail());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static String effect(GitHook hook) {
    return hook.stops() ? "stops" : "warns";
  }

  private static String state(HookStatus status) {
    return word(status.state()).replace('-', ' ');
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
