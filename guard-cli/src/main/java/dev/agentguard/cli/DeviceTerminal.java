package dev.agentguard.cli;

import dev.agentguard.content.text.Escaping;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that controls this process: {@code /dev/tty}, and never the standard streams, which
 * whoever starts a program can put anything behind.
 *
 * <p>{@code java.io.Console} is not used: it needs both standard streams to be the terminal, and
 * reads them. Echo is turned off with {@code stty}, found at fixed places and not on the path, and
 * back on also if the person interrupts the program.
 */
final class DeviceTerminal implements Terminal {

  private static final File DEVICE = new File("/dev/tty");
  private static final List<String> STTY = List.of("/bin/stty", "/usr/bin/stty");

  /** The kernel's own limit for a line is 4,095 bytes. */
  private static final int MAX_LINE = 4096;

  private static final int STTY_SECONDS = 10;

  private final InputStream in;
  private final OutputStream out;

  private DeviceTerminal(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * The terminal of this process.
   *
   * @param purpose what needs it, for the message: {@code approving}
   * @throws UsageException if it has none
   */
  static DeviceTerminal open(String purpose) {
    InputStream in = null;
    try {
      in = new FileInputStream(DEVICE);
      return new DeviceTerminal(in, new FileOutputStream(DEVICE));
    } catch (IOException e) {
      closeQuietly(in);
      throw new UsageException(
          purpose + " needs a terminal", "run it yourself, in a terminal of your own");
    }
  }

  @Override
  public void show(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw gone();
    }
  }

  @Override
  public boolean confirm(String question) {
    forgetWhatWasTyped();
    show(Escaping.escape(question) + " ");
    byte[] line = line();
    return line != null && new String(line, StandardCharsets.UTF_8).strip().equals(YES);
  }

  @Override
  public char[] passphrase(String prompt) {
    String before = stty(List.of("-g"));
    Thread restore = new Thread(() -> stty(List.of(before)));
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      stty(List.of("-echo", "icanon", "isig"));
      forgetWhatWasTyped();
      show(Escaping.escape(prompt));
      byte[] line = line();
      show("\n");
      if (line == null) {
        throw new UsageException("no passphrase");
      }
      return characters(line);
    } finally {
      stty(List.of(before));
      forget(restore);
    }
  }

  /** A line that was pasted together with the command is no answer to a question. */
  private void forgetWhatWasTyped() {
    try {
      for (int waiting = in.available(); waiting > 0; waiting = in.available()) {
        // Java's other ways to skip or read ask for the position, which a terminal does not have.
        if (in.read(new byte[waiting]) < 0) {
          return;
        }
      }
    } catch (IOException e) {
      throw gone();
    }
  }

  /** The next line without its end, or null at the end of input. */
  private byte @Nullable [] line() {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    try {
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          return null;
        }
        if (length == MAX_LINE) {
          throw new UsageException("the line is too long");
        }
        line[length++] = (byte) c;
      }
      return Arrays.copyOf(line, length);
    } catch (IOException e) {
      throw gone();
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static char[] characters(byte[] line) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    decoded.clear();
    while (decoded.hasRemaining()) {
      decoded.put('\0');
    }
    Arrays.fill(line, (byte) 0);
    return characters;
  }

  /** Runs {@code stty} on the terminal, and gives what it printed. */
  private static String stty(List<String> arguments) {
    for (String program : STTY) {
      if (new File(program).canExecute()) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        return run(command);
      }
    }
    throw new UsageException("stty is not there, so a passphrase would be shown");
  }

  private static String run(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(DEVICE)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    try {
      Process process = builder.start();
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      try (InputStream stream = process.getInputStream()) {
        stream.transferTo(printed);
      }
      if (!process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw gone();
      }
      return printed.toString(StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw gone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone();
    }
  }

  private static void forget(Thread restore) {
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException e) {
      // The program is ending already, and the hook has run.
    }
  }

  private static UsageException gone() {
    return new UsageException("the terminal is gone");
  }

  @Override
  public void close() {
    closeQuietly(in);
    closeQuietly(out);
  }

  private static void closeQuietly(@Nullable Closeable stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // There is nothing left to lose.
    }
  }
}
