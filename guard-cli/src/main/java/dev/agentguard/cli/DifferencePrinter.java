package dev.agentguard.cli;

import dev.agentguard.content.format.KeyChange;
import dev.agentguard.content.text.Escaping;
import dev.agentguard.content.text.HiddenText;
import dev.agentguard.content.text.Sighting;
import dev.agentguard.verify.Difference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Prints a difference as people read them: keys with old and new value, or lines with context. */
final class DifferencePrinter {

  private static final int CONTEXT = 3;

  private final PrintStream out;

  DifferencePrinter(PrintStream out) {
    this.out = out;
  }

  void print(Difference difference) {
    String path = Escaping.escape(difference.path());
    boolean gone = difference.after() instanceof Difference.Nothing;
    boolean fresh = difference.before() instanceof Difference.Nothing && !gone;
    out.println("--- " + (fresh ? "(nothing)" : path));
    out.println("+++ " + (gone ? "(nothing)" : path));
    for (KeyChange key : difference.keys()) {
      String name = Escaping.escape(key.key());
      key.before().ifPresent(value -> out.println("- " + name + " = " + value));
      key.after().ifPresent(value -> out.println("+ " + name + " = " + value));
    }
    boolean keysOnly =
        difference.after() instanceof Difference.NotShown && !difference.keys().isEmpty();
    if (!keysOnly) {
      lines(difference.before(), difference.after());
    }
    if (difference.after() instanceof Difference.Text text) {
      hidden(text.text());
    }
    for (String note : difference.notes()) {
      out.println("! " + note);
    }
    out.println();
  }

  private void lines(Difference.Side before, Difference.Side after) {
    side("- ", before);
    side("+ ", after);
    if (!(before instanceof Difference.NotShown) && !(after instanceof Difference.NotShown)) {
      RawText a = text(before);
      RawText b = text(after);
      EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b);
      for (Edit edit : edits) {
        print(a, b, edit);
      }
    }
  }

  private void side(String sign, Difference.Side side) {
    if (side instanceof Difference.LinkTo link) {
      out.println(sign + "a link to " + Escaping.escape(link.target()));
    } else if (side instanceof Difference.NotShown hidden) {
      out.println(sign + "(not shown: " + hidden.reason() + ")");
    }
  }

  private static RawText text(Difference.Side side) {
    String text = side instanceof Difference.Text shown ? shown.text() : "";
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }

  private void print(RawText a, RawText b, Edit edit) {
    int start = Math.max(0, edit.getBeginA() - CONTEXT);
    int end = Math.min(a.size(), edit.getEndA() + CONTEXT);
    out.println("@@ line " + (edit.getBeginB() + 1) + " @@");
    for (int line = start; line < edit.getBeginA(); line++) {
      line("  ", a, line);
    }
    for (int line = edit.getBeginA(); line < edit.getEndA(); line++) {
      line("- ", a, line);
    }
    for (int line = edit.getBeginB(); line < edit.getEndB(); line++) {
      line("+ ", b, line);
    }
    for (int line = edit.getEndA(); line < end; line++) {
      line("  ", a, line);
    }
  }

  private void line(String sign, RawText text, int line) {
    out.println(sign + Escaping.escape(text.getString(line)));
  }

  private void hidden(String text) {
    for (Sighting sighting : HiddenText.inspect(text)) {
      out.println(
          "! line "
              + sighting.line()
              + ", column "
              + sighting.column()
              + ": "
              + sighting.category().title()
              + ": "
              + sighting.decoded());
    }
  }
}
