package dev.agentguard.cli;

/** The command that brings a missing base into a clone, guessed from how the base is called. */
final class FetchCommand {

  private static final String FETCH = "git fetch --depth=1 ";
  private static final String REMOTES = "refs/remotes/";
  private static final String TAGS = "refs/tags/";
  private static final String HEADS = "refs/heads/";

  private FetchCommand() {}

  /** A hint, for a name that is safe in a shell or that no command is made of. */
  static String hint(String name) {
    if (!isPlain(name)) {
      return name.indexOf('~') > 0 || name.indexOf('^') > 0
          ? "git fetch --unshallow brings the whole history"
          : "git fetch brings what a clone does not have";
    }
    if (isCommit(name)) {
      return FETCH.concat("origin ").concat(name).concat(" brings it");
    }
    if (name.startsWith(TAGS)) {
      return FETCH + "origin " + name + ":" + name + " brings it";
    }
    String branch = name.startsWith(REMOTES) ? name.substring(REMOTES.length()) : name;
    int slash = branch.indexOf('/');
    if (slash > 0 && (name.startsWith(REMOTES) || branch.startsWith("origin/"))) {
      return fetch(branch.substring(0, slash), branch.substring(slash + 1), "brings it");
    }
    branch = name.startsWith(HEADS) ? name.substring(HEADS.length()) : name;
    return fetch("origin", branch, "brings it; then --base origin/" + branch);
  }

  private static String fetch(String remote, String branch, String then) {
    return FETCH + remote + " " + branch + ":" + REMOTES + remote + "/" + branch + " " + then;
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "._/-".indexOf(c) < 0 || i == 0 && c == '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isCommit(String name) {
    if (name.length() != 40) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.digit(name.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
