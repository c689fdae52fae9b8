package dev.agentguard.content.closure;

import java.util.List;

/** The reader of commands that fetch a package or an image and run it. */
final class Runners {

  private static final String NPX_VALUED =
      "-p --package -c --call -w --workspace --registry --cache --prefix";
  private static final String UV_VALUED =
      "--from --with --with-editable --with-requirements -p --python --index-url --extra-index-url"
          + " --index --project --directory --env-file --extra --group --cache-dir --config-file";
  private static final String DOCKER_VALUED =
      "-e --env --env-file -v --volume -p --publish --name -w --workdir --network --net --mount -u"
          + " --user --entrypoint -l --label --platform --add-host --cpus -m --memory --gpus -h"
          + " --hostname --dns --cap-add --cap-drop --security-opt --pull --restart --shm-size"
          + " --tmpfs --ulimit --device --ipc --pid --runtime --volumes-from --expose --link";

  private final CommandAnalysis analysis;

  Runners(CommandAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Reads a command if its program is a runner; says whether it is one. */
  boolean read(String name, List<Word> words) {
    String sub = words.size() > 1 ? words.get(1).text() : "";
    switch (name) {
      case "npx", "pnpx", "bunx" -> fromRegistry(words, 1, NPX_VALUED, "-p --package");
      case "uvx" -> fromRegistry(words, 1, UV_VALUED, "--from");
      case "npm", "pnpm", "yarn" -> nodePackages(name, words);
      case "uv" -> uv(words);
      case "pipx" -> {
        if (sub.equals("run")) {
          fromRegistry(words, 2, "--spec --python --pip-args --index-url", "--spec");
        }
      }
      case "go" -> {
        if (sub.equals("run")) {
          go(words);
        }
      }
      case "docker", "podman", "nerdctl", "docker-compose", "podman-compose" ->
          container(words, name.endsWith("-compose"));
      case "dnx" -> fromRegistry(words, 1, "--version --source", "");
      case "ssh", "mcp-remote" -> analysis.uncoverable(Reason.REMOTE_SERVER, words);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A runner whose first operand, or an option, names the package. */
  void fromRegistry(List<Word> words, int start, String valued, String source) {
    Word code = Options.value(words, "-c --call");
    int operand = Options.firstOperand(words, start, valued);
    if (!code.text().isEmpty()) {
      analysis.uncoverable(Reason.INLINE_CODE, words);
      analysis.shell(code);
    }
    Word named = source.isEmpty() ? Word.of("") : Options.value(words.subList(0, operand), source);
    Word what = !named.text().isEmpty() || operand >= words.size() ? named : words.get(operand);
    if (!what.text().isEmpty()) {
      boolean pinned = what.known() && Packages.isPinned(what.text());
      analysis.uncoverable(pinned ? Reason.PINNED_RUNNER : Reason.UNPINNED_RUNNER, words);
      localProgram(what.text());
      analysis.argument(what);
    }
    for (int i = operand + 1; i < words.size(); i++) {
      if (words.get(i).text().equals("mcp-remote")) {
        analysis.uncoverable(Reason.REMOTE_SERVER, words);
      }
      analysis.argument(words.get(i));
    }
    if (what.text().startsWith("mcp-remote")) {
      analysis.uncoverable(Reason.REMOTE_SERVER, words);
    }
  }

  /** The program of the workspace that a runner prefers to the registry. */
  private void localProgram(String specification) {
    int at = specification.lastIndexOf('@');
    String name = at > 0 ? specification.substring(0, at) : specification;
    if (!name.contains("==") && !Packages.isRemote(name) && !name.startsWith(".")) {
      analysis.file("node_modules/.bin/" + Paths.name(name), Role.ARGUMENT);
    }
  }

  private void nodePackages(String name, List<Word> words) {
    int operand =
        Options.firstOperand(words, 1, "-C --dir --prefix --cwd --filter -F -w --workspace");
    Word directory = Options.value(words.subList(0, operand), "-C --dir --prefix --cwd");
    if (!directory.text().isEmpty()) {
      analysis.enter(directory);
    }
    String verb = operand < words.size() ? words.get(operand).text() : "";
    boolean exec = verb.equals("exec") || verb.equals("x");
    if (verb.isEmpty()) {
      return;
    }
    if (verb.equals("dlx")
        || verb.equals("create")
        || verb.equals("init")
        || (exec && name.equals("npm"))) {
      fromRegistry(words, operand + 1, NPX_VALUED, "-p --package");
      return;
    }
    analysis.file("package.json", Role.CONFIG);
    analysis.uncoverable(Reason.IN_WORKSPACE_PATH, words);
    int inner = Options.firstOperand(words, operand + 1, "");
    if (exec && inner < words.size()) {
      localProgram(words.get(inner).text());
      analysis.program(words.subList(inner, words.size()), false);
      return;
    }
    for (int i = operand + 1; i < words.size(); i++) {
      analysis.argument(words.get(i));
    }
  }

  private void uv(List<Word> words) {
    int operand = Options.firstOperand(words, 1, UV_VALUED);
    Word directory = Options.value(words, "--directory --project");
    if (!directory.text().isEmpty()) {
      analysis.enter(directory);
    }
    Word environment = Options.value(words, "--env-file");
    if (!environment.text().isEmpty()) {
      analysis.file(environment, Role.CONFIG);
    }
    String verb = operand < words.size() ? words.get(operand).text() : "";
    int next = Options.firstOperand(words, operand + 1, UV_VALUED);
    if (verb.equals("tool") && next < words.size() && words.get(next).text().equals("run")) {
      fromRegistry(words, next + 1, UV_VALUED, "--from");
    } else if (verb.equals("run")) {
      inEnvironment(words, next);
    }
  }

  /** A program that runs inside an environment of the workspace. */
  void inEnvironment(List<Word> words, int inner) {
    Word with = Options.value(words.subList(0, Math.min(inner, words.size())), "--with");
    if (!with.text().isEmpty()) {
      analysis.uncoverable(Packages.reason(with.text()), words);
    }
    analysis.uncoverable(Reason.IN_WORKSPACE_PATH, words);
    analysis.file("pyproject.toml", Role.ARGUMENT);
    if (inner < words.size()) {
      Word program = words.get(inner);
      if (program.text().endsWith(".py")) {
        analysis.file(program, Role.SCRIPT);
        analysis.arguments(words, inner + 1);
      } else {
        analysis.file(".venv/bin/" + program.text(), Role.ARGUMENT);
        analysis.program(words.subList(inner, words.size()), false);
      }
    }
  }

  private void go(List<Word> words) {
    int operand = Options.firstOperand(words, 2, "-exec -tags -ldflags -mod -modfile -C");
    if (operand >= words.size()) {
      return;
    }
    Word what = words.get(operand);
    boolean local =
        what.text().startsWith(".") || what.text().startsWith("/") || what.text().endsWith(".go");
    if (!local) {
      analysis.uncoverable(Packages.reason(what.text()), words);
    } else {
      analysis.file(what, Role.SCRIPT);
      analysis.file("go.mod", Role.ARGUMENT);
    }
    analysis.arguments(words, operand + 1);
  }

  private void container(List<Word> words, boolean compose) {
    int verb =
        Options.firstOperand(
            words, 1, "-f --file -H --host -c --context --project-directory -p --env-file");
    String what = compose ? "compose" : verb < words.size() ? words.get(verb).text() : "";
    switch (what) {
      case "run", "create" -> {
        int image = Options.firstOperand(words, verb + 1, DOCKER_VALUED);
        runImage(words, verb + 1, image);
      }
      case "compose" -> {
        Word file = Options.value(words, "-f --file");
        if (file.text().isEmpty()) {
          analysis.file("docker-compose.yml", Role.ARGUMENT);
          analysis.file("docker-compose.yaml", Role.ARGUMENT);
          analysis.file("compose.yml", Role.ARGUMENT);
          analysis.file("compose.yaml", Role.ARGUMENT);
        } else {
          analysis.file(file, Role.CONFIG);
        }
        analysis.uncoverable(Reason.CONTAINER_IMAGE, words);
      }
      case "exec", "start", "mcp" -> analysis.uncoverable(Reason.CONTAINER_IMAGE, words);
      default -> analysis.arguments(words, 1);
    }
  }

  private void runImage(List<Word> words, int start, int image) {
    for (int i = start; i < Math.min(image, words.size()); i++) {
      Word word = words.get(i);
      String previous = words.get(i - 1).text();
      if (word.text().startsWith("--env-file=")) {
        analysis.file(word.from("--env-file=".length()), Role.CONFIG);
      } else if (previous.equals("--env-file")) {
        analysis.file(word, Role.CONFIG);
      } else if (previous.equals("-v") || previous.equals("--volume")) {
        int colon = word.text().indexOf(':', 2);
        analysis.argument(colon < 0 ? word : Word.of(word.text().substring(0, colon)));
      } else {
        analysis.argument(word);
      }
    }
    boolean pinned = image < words.size() && Packages.isPinned(words.get(image).text());
    boolean digest = pinned && words.get(image).text().contains("@sha256:");
    analysis.uncoverable(digest ? Reason.PINNED_RUNNER : Reason.CONTAINER_IMAGE, words);
  }
}
