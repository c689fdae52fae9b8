package dev.agentguard.hook;

/** Who decides where hooks are. */
public enum HookKeeper {
  /** Git: they are in its own directory. */
  GIT,
  /** {@code core.hooksPath}. */
  SETTING,
  /** husky 9, whose generated hooks start the scripts of the directory above. */
  HUSKY,
  /** husky 5 to 8, for which {@code core.hooksPath} is the directory of the scripts. */
  HUSKY_8,
  /** lefthook, which writes git's hooks itself. */
  LEFTHOOK
}
