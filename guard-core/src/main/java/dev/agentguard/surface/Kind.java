package dev.agentguard.surface;

/** What a protected file is. The names are those of {@code docs/packs.md}. */
public enum Kind {
  /** Commands that run on events. */
  HOOKS,
  /** Definitions of Model Context Protocol servers. */
  MCP,
  /** Instructions for a model. */
  RULES,
  /** Allow lists, sandbox settings, trust and approval records. */
  PERMISSIONS,
  /** Skills, commands, agents and modes. */
  SKILLS,
  /** Code that is loaded into a tool. */
  PLUGINS,
  /** Shell start-up files and what they read. */
  SHELL,
  /** Git configuration, hooks and pointers. */
  GIT,
  /** Task runners, continuous integration, containers. */
  TASKS,
  /** Editor configuration. */
  EDITORS,
  /** What starts with a session or a machine. */
  AUTOSTART,
  /** Keys, tokens and passwords. */
  CREDENTIALS,
  /** Package managers, interpreters, build tools. */
  PACKAGES,
  /** Other state that decides what is trusted. */
  STATE
}
