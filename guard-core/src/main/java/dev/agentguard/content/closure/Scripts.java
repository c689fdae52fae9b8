package dev.agentguard.content.closure;

/** What the name and the first line of a script say about its language. */
final class Scripts {

  private Scripts() {}

  static boolean isShell(String path) {
    String name = Paths.name(path);
    int dot = name.lastIndexOf('.');
    return dot >= 0
        && Options.contains("sh bash zsh ksh bashrc zshrc profile envrc", name.substring(dot + 1));
  }

  static boolean isJavaScript(String path) {
    int dot = path.lastIndexOf('.');
    return dot >= 0 && Options.contains("js mjs cjs ts mts cts tsx jsx", path.substring(dot + 1));
  }

  /** The interpreter line of a script, or the empty text. */
  static String shebang(String text) {
    int end = text.indexOf('\n');
    return text.startsWith("#!") ? text.substring(2, end < 0 ? text.length() : end).strip() : "";
  }
}
