package dev.agentguard.cli;

import java.util.Arrays;

/** A program that asks at its terminal, for {@link DeviceTerminalTest}. */
final class TerminalProgram {

  private TerminalProgram() {}

  /** Asks what the argument says, and prints what came of it. */
  public static void main(String[] arguments) {
    try (DeviceTerminal terminal = DeviceTerminal.open("testing")) {
      if (arguments.length > 1) {
        Thread.sleep(Long.parseLong(arguments[1]));
      }
      switch (arguments[0]) {
        case "confirm" ->
            System.out.println(terminal.confirm("Sure\u001b[1m?") ? "CONFIRMED" : "DECLINED");
        case "passphrase" -> {
          char[] secret = terminal.passphrase("Passphrase: ");
          System.out.println(secret.length + " " + Arrays.hashCode(secret));
        }
        case "new" -> System.out.println(terminal.newPassphrase("New: ", 8).length + " typed");
        default -> throw new IllegalArgumentException();
      }
    } catch (UsageException e) {
      System.out.println("refused: " + e.message() + " / " + e.hint());
      System.exit(UsageException.EXIT_CODE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
