package dev.agentguard.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class HiddenCharactersTest {

  @Test
  void holdsEverythingThatThisRuntimeKnowsToBeInvisible() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (isInvisible(c)) {
        assertThat(HiddenCharacters.contains(c)).as("U+%04X", c).isTrue();
      }
    }
  }

  @Test
  void holdsTheMarksOfComposedLatinGreekAndCyrillicLetters() {
    for (int c = 0x80; c < 0x530; c++) {
      String decomposed = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
      for (int i = 1; Character.isLetter(c) && i < decomposed.length(); i++) {
        assertThat(HiddenCharacters.contains(decomposed.charAt(i))).as("U+%04X", c).isTrue();
      }
    }
  }

  @Test
  void leavesWhatPeopleWriteReadable() {
    String text = "AZaz09 ~!éßñЖαאبनमस्ते日本語한글ไทย😀";
    assertThat(text.codePoints().filter(HiddenCharacters::contains)).isEmpty();
  }

  private static boolean isInvisible(int c) {
    boolean nonCharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> nonCharacter;
    };
  }
}
