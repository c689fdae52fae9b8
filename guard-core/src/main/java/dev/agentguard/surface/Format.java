package dev.agentguard.surface;

/** How the consumer of a file parses it. */
public enum Format {
  BYTES(false),
  JSON(true),
  JSONC(true),
  TOML(true),
  YAML(true),
  GITCONFIG(true),
  INI(true),
  DOTENV(true),
  XML(true),
  /** Markdown whose YAML front matter has keys. */
  MARKDOWN(true),
  SHELL(false),
  /** One entry a line, such as ignore files. */
  LINES(true);

  private final boolean keyed;

  Format(boolean keyed) {
    this.keyed = keyed;
  }

  /** Whether the content has keys that can be guarded one by one. */
  public boolean keyed() {
    return keyed;
  }
}
