package dev.agentguard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key a person signs with, and under which name. */
class SigningKeysTest {

  @TempDir private Path home = Path.of("unset");
  private Map<String, String> variables = Map.of();

  @BeforeEach
  void needSshKeygen() throws Exception {
    new KeygenProgram(home);
  }

  @Test
  void withoutKeysThereIsNone() throws Exception {
    assertThat(find()).isEmpty();
  }

  @Test
  void theBestOfTheUsualKeysIsTaken() throws Exception {
    key("id_rsa", "rsa");
    assertThat(origin()).isEqualTo("~/.ssh/id_rsa");
    key("id_ed25519", "ed25519");
    assertThat(origin()).isEqualTo("~/.ssh/id_ed25519");
  }

  @Test
  void aKeyWhoseSecretIsElsewhereIsFoundByItsPublicFile() throws Exception {
    Files.delete(key("id_ed25519", "ed25519"));
    assertThat(find()).get().matches(found -> found.file().isEmpty());
  }

  @Test
  void gitsKeyComesBeforeTheUsualOnes() throws Exception {
    key("id_ed25519", "ed25519");
    Path own = key("work", "ed25519");
    config("[gpg]\nformat = ssh\n[user]\nsigningkey = ~/.ssh/work.pub\n");
    assertThat(find().orElseThrow().file()).contains(own);
    config("[gpg]\nformat = ssh\n[user]\nsigningkey = " + own + "\n");
    assertThat(find().orElseThrow().file()).contains(own);
  }

  @Test
  void gitsKeyMayBeWrittenOut() throws Exception {
    Path work = key("work", "ed25519");
    String text = Files.readString(work.resolveSibling("work.pub")).strip();
    for (String value : new String[] {"key::" + text, text}) {
      config("[user]\nsigningkey = " + value + "\n");
      SigningKey found = find().orElseThrow();
      assertThat(text).startsWith(found.key().text());
      assertThat(found.file()).isEmpty();
    }
  }

  @Test
  void anOpenPgpKeyIsNoSshKey() throws Exception {
    config("[user]\nsigningkey = 0123456789ABCDEF\n");
    assertThat(find()).isEmpty();
  }

  @Test
  void theSecondConfigurationCountsMore() throws Exception {
    Path first = key("first", "ed25519");
    Path second = key("second", "ed25519");
    Files.createDirectories(home.resolve(".config/git"));
    Files.writeString(
        home.resolve(".config/git/config"),
        "[gpg]\nformat = ssh\n[user]\nsigningkey = " + first + "\nemail = a@example.com\n");
    assertThat(find().orElseThrow().file()).contains(first);
    config("[user]\nsigningkey = " + second + "\n");
    assertThat(find().orElseThrow().file()).contains(second);
    assertThat(new SigningKeys(person()).principal("")).isEqualTo("a@example.com");
  }

  @Test
  void theRepositorysConfigurationIsNotRead() throws Exception {
    key("planted", "ed25519");
    Path repository = Files.createDirectories(home.resolve("repository/.git"));
    Files.writeString(
        repository.resolve("config"),
        "[gpg]\nformat = ssh\n[user]\nsigningkey = ~/.ssh/planted\nemail = x@example.com\n");
    variables = Map.of("USER", "u", "GIT_DIR", repository.toString());
    assertThat(find()).isEmpty();
    assertThat(new SigningKeys(person()).principal("")).isEqualTo("u@host");
  }

  @Test
  void aChosenKeyThatIsNotThereIsAProblem() throws Exception {
    key("id_ed25519", "ed25519");
    assertThatThrownBy(() -> new SigningKeys(person()).find(Optional.of(home.resolve("none"))))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("there is no key");
    for (String value : new String[] {"~/none", "relative", "key::nonsense"}) {
      config("[gpg]\nformat = ssh\n[user]\nsigningkey = " + value + "\n");
      assertThatThrownBy(this::find)
          .isInstanceOf(SigningException.class)
          .hasMessageStartingWith("git's global user.signingkey");
    }
  }

  @Test
  void aBrokenConfigurationIsAProblemAndNotAnotherKey() throws Exception {
    key("id_ed25519", "ed25519");
    config("[user\n");
    assertThatThrownBy(this::find).hasMessageStartingWith(home.resolve(".gitconfig").toString());
  }

  @Test
  void theNameIsTheGivenOneOrTheAddressOrTheUser() throws Exception {
    SigningKeys keys = new SigningKeys(person());
    assertThat(keys.principal("release")).isEqualTo("release");
    assertThat(keys.principal("")).isEqualTo("unknown@host");
    config("[user]\nemail = alice@example.com\n");
    assertThat(keys.principal("")).isEqualTo("alice@example.com");
  }

  private Optional<SigningKey> find() throws Exception {
    return new SigningKeys(person()).find(Optional.empty());
  }

  private String origin() throws Exception {
    return find().orElseThrow().origin();
  }

  private Path key(String name, String type) throws Exception {
    return new KeygenProgram(home).key(name, "", "-t", type);
  }

  private void config(String text) throws Exception {
    Files.writeString(home.resolve(".gitconfig"), text);
  }

  private Person person() throws Exception {
    return new KeygenProgram(home).person(variables);
  }
}
