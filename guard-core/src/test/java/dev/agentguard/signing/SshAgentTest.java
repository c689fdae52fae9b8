package dev.agentguard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.baseline.signature.SshPublicKey;
import dev.agentguard.baseline.signature.SshSignature;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real ssh-agent, and some that only pretend to be one. */
class SshAgentTest {

  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final byte[] HANG = new byte[0];

  /** The name of a socket has at most 107 bytes, so this is not a test's own long directory. */
  private Path home = Path.of("unset");

  @BeforeEach
  void makeAHome() throws IOException {
    home = Files.createTempDirectory("agent");
  }

  @AfterEach
  void removeIt() throws IOException {
    try (var files = Files.walk(home)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aRealAgentSignsWithTheKeysThatItHas() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    try (RealAgent agent = new RealAgent(program, home)) {
      for (String type : List.of("ed25519", "ecdsa", "rsa")) {
        Path key = program.key("id_" + type, KeygenProgram.PASSPHRASE, "-t", type);
        Path plain = program.key("plain_" + type, "", "-t", type);
        agent.add(plain);
        Path open = plain.resolveSibling(plain.getFileName() + ".pub");
        SshSignature signature = signer(program, agent.socket, open).sign("guard", MESSAGE);
        assertThat(program.verifies(open, "guard", signature.armoured(), MESSAGE)).isTrue();
        assertThatThrownBy(() -> signer(program, agent.socket, key).sign("guard", MESSAGE))
            .hasMessageContaining("passphrase asked");
      }
    }
  }

  @Test
  void aKeyThatOnlyAnAgentCanHaveIsMissedWithoutIt() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path key = program.key("id_ed25519", "", "-t", "ed25519");
    Files.delete(key);
    try (RealAgent agent = new RealAgent(program, home)) {
      assertThatThrownBy(() -> signer(program, agent.socket, key.resolveSibling("id_ed25519.pub")))
          .hasMessageStartingWith("ssh-agent does not have the key ssh-ed25519 SHA256:");
    }
  }

  @Test
  void anAgentThatLostTheKeyRefuses() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path key = program.key("id_ed25519", "", "-t", "ed25519");
    try (RealAgent agent = new RealAgent(program, home)) {
      agent.add(key);
      Signer signer = signer(program, agent.socket, key);
      agent.forget();
      assertThatThrownBy(() -> signer.sign("guard", MESSAGE))
          .hasMessageStartingWith("ssh-agent refused to sign");
    }
  }

  @Test
  void anAgentThatIsNotThereHasNoKeys() throws Exception {
    assertThatThrownBy(() -> new SshAgent(home.resolve("none"), SHORT, SHORT).keys())
        .isInstanceOf(SigningException.class);
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> new SshAgent(file, SHORT, SHORT).keys())
        .isInstanceOf(SigningException.class);
    assertThatThrownBy(() -> SshAgent.at("relative")).isInstanceOf(SigningException.class);
  }

  @Test
  void strangeAnswersAreRefused() throws Exception {
    byte[] good = new SshBytes.Writer().octet(12).number(0).bytes();
    assertThat(keys(frame(good))).isEmpty();
    List<byte[]> strange =
        List.of(
            HANG,
            new byte[] {0, 0},
            new byte[] {0, 0, 0, 0},
            new byte[] {-1, -1, -1, -1, 1},
            new byte[] {0x7f, -1, -1, -1, 12},
            new byte[] {0, 0, 0, 9, 12, 0},
            frame(new byte[] {5}),
            frame(new byte[] {12}),
            frame(new SshBytes.Writer().octet(12).number(-1).bytes()),
            frame(new SshBytes.Writer().octet(12).number(1_000_000).bytes()),
            frame(new SshBytes.Writer().octet(12).number(1).number(99).bytes()),
            frame(new SshBytes.Writer().octet(12).number(0).octet(0).bytes()));
    for (byte[] answer : strange) {
      assertThatThrownBy(() -> keys(answer)).isInstanceOf(SigningException.class);
    }
  }

  @Test
  void keysThatGuardDoesNotKnowAreLeftOut() throws Exception {
    SshBytes.Writer answer = new SshBytes.Writer().octet(12).number(1);
    byte[] odd = new SshBytes.Writer().text("ssh-dss").text("x").bytes();
    assertThat(keys(frame(answer.string(odd).text("comment").bytes()))).isEmpty();
  }

  @Test
  void aSignatureByAnotherKeyIsRefused() throws Exception {
    KeygenProgram program = new KeygenProgram(home);
    Path mine = program.key("mine", "", "-t", "ed25519");
    Path other = program.key("other", "", "-t", "ed25519");
    PrivateKey key = PrivateKeyFile.parse(Files.readAllBytes(other)).open(new byte[0]);
    byte[] data = SshSignature.signedData("guard", "sha512", MESSAGE);
    SshPublicKey wanted = SshPublicKey.parseText(Files.readString(mine.resolveSibling("mine.pub")));
    List<byte[]> answers =
        List.of(
            key.sign(data),
            new SshBytes.Writer().text("ssh-ed25519").string(new byte[64]).bytes(),
            new SshBytes.Writer().text("ssh-rsa").string(new byte[64]).bytes(),
            new byte[0]);
    for (byte[] blob : answers) {
      byte[] answer = frame(new SshBytes.Writer().octet(14).string(blob).bytes());
      try (FakeAgent agent = new FakeAgent(home.resolve("fake"), answer)) {
        SshAgent client = new SshAgent(agent.socket, SHORT, SHORT);
        assertThatThrownBy(() -> client.sign(wanted, "guard", MESSAGE))
            .isInstanceOf(SigningException.class);
      }
    }
    byte[] own = PrivateKeyFile.parse(Files.readAllBytes(mine)).open(new byte[0]).sign(data);
    byte[] answer = frame(new SshBytes.Writer().octet(14).string(own).bytes());
    try (FakeAgent agent = new FakeAgent(home.resolve("fake"), answer)) {
      SshAgent client = new SshAgent(agent.socket, SHORT, SHORT);
      assertThat(client.sign(wanted, "guard", MESSAGE).allegedKey()).isEqualTo(wanted);
    }
  }

  private List<SshPublicKey> keys(byte[] answer) throws Exception {
    try (FakeAgent agent = new FakeAgent(home.resolve("fake"), answer)) {
      return new SshAgent(agent.socket, SHORT, SHORT).keys();
    }
  }

  private static byte[] frame(byte[] content) {
    return new SshBytes.Writer().string(content).bytes();
  }

  private static Signer signer(KeygenProgram program, Path socket, Path file) throws Exception {
    Person person = program.person(Map.of("SSH_AUTH_SOCK", socket.toString()));
    SigningKey key = new SigningKeys(person).find(Optional.of(file)).orElseThrow();
    Passphrases nobody =
        prompt -> {
          throw new SigningException("passphrase asked");
        };
    return new Signers(person, List.of(), nobody).of(key);
  }

  /** OpenSSH's agent. */
  private static final class RealAgent implements AutoCloseable {

    final Path socket;
    private final Process process;
    private final KeygenProgram program;

    RealAgent(KeygenProgram program, Path home) throws Exception {
      this.program = program;
      this.socket = home.resolve("sock");
      ProcessBuilder builder =
          new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(program.environment());
      process = builder.start();
      for (int i = 0; i < 500 && !Files.exists(socket); i++) {
        Thread.sleep(20);
      }
    }

    void add(Path key) throws Exception {
      sshAdd(key.toString());
    }

    void forget() throws Exception {
      sshAdd("-D");
    }

    private void sshAdd(String argument) throws Exception {
      List<String> command =
          List.of("/usr/bin/env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", argument);
      assertThat(program.run(command, new byte[0]).code()).isZero();
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  /** Something that listens, gives one answer to whoever comes first, and nothing more. */
  private static final class FakeAgent implements AutoCloseable {

    final Path socket;
    private final ServerSocketChannel server;
    private final Thread thread;

    FakeAgent(Path socket, byte[] answer) throws IOException {
      this.socket = socket;
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      thread = new Thread(() -> serve(answer));
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(byte[] answer) {
      try (SocketChannel client = server.accept()) {
        client.read(ByteBuffer.allocate(1 << 16));
        if (answer.length == 0) {
          Thread.sleep(60_000);
        }
        client.write(ByteBuffer.wrap(answer));
      } catch (IOException | InterruptedException e) {
        // The test is over.
      }
    }

    @Override
    public void close() throws IOException {
      thread.interrupt();
      server.close();
      Files.delete(socket);
    }
  }
}
