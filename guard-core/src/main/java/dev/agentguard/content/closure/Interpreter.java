package dev.agentguard.content.closure;

import org.jspecify.annotations.Nullable;

/**
 * How a program that runs scripts is called.
 *
 * @param inline options with code
 * @param loads options with a file that is run before the script
 * @param script options with the script itself
 * @param config options with a configuration file
 * @param valued other options with a value
 */
record Interpreter(String inline, String loads, String script, String config, String valued) {

  private static Interpreter inline(String inline) {
    return new Interpreter(inline, "", "", "", "");
  }

  /** The interpreter of a name without directory, version and suffix; null for other programs. */
  static @Nullable Interpreter named(String name) {
    return switch (name) {
      case "node",
          "nodejs",
          "tsx",
          "ts-node",
          "ts-node-esm",
          "esno",
          "jiti",
          "babel-node",
          "electron" ->
          new Interpreter(
              "-e --eval -p --print -pe",
              "-r --require --import --loader --experimental-loader",
              "",
              "--env-file --env-file-if-exists -P --project --tsconfig",
              "-C --conditions --input-type --title --compiler-options -O");
      case "python", "pypy" -> new Interpreter("-c", "", "", "", "-W -X -Q");
      case "ruby", "jruby" -> new Interpreter("-e", "-r", "", "", "-I -C -E");
      case "perl" -> new Interpreter("-e -E", "", "", "", "-I");
      case "php" -> new Interpreter("-r -B -R -E", "", "-f -F", "-c", "-d -S -t -z");
      case "deno" ->
          new Interpreter(
              "",
              "--preload --import",
              "",
              "-c --config --import-map --lock --env-file",
              "--cert -L --seed");
      case "bun" ->
          new Interpreter(
              "-e --eval -p --print",
              "-r --preload",
              "",
              "-c --config --env-file --tsconfig-override",
              "--conditions");
      case "java" ->
          new Interpreter(
              "",
              "",
              "-jar",
              "",
              "-cp -classpath --class-path -p --module-path --add-modules --add-opens --add-exports");
      case "lua", "luajit" -> new Interpreter("-e", "-l", "", "", "");
      case "Rscript" -> inline("-e");
      case "R" -> new Interpreter("-e", "", "-f --file", "", "");
      case "julia" -> new Interpreter("-e -E --eval --print", "-L --load", "", "", "-J -C -t -p");
      case "elixir" -> new Interpreter("-e --eval", "-r -pr", "", "", "-pa -S");
      case "groovy", "kotlin", "scala" -> new Interpreter("-e", "", "", "", "-cp -classpath");
      case "osascript" -> new Interpreter("-e", "", "", "", "-l -s");
      case "dart", "swift" -> inline("");
      case "tclsh", "wish", "expect", "racket", "guile", "sbcl", "escript", "ocaml" ->
          inline("-c -e --eval");
      case "awk", "gawk", "mawk" -> new Interpreter("", "", "-f --file", "", "-F -v");
      case "wscript", "cscript", "mshta", "rundll32" -> inline("");
      default -> null;
    };
  }
}
