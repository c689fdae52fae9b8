package dev.agentguard.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at the bytes of a file's name, which tells whether the name may mean anything in a
 * directory. It says "no" only if the {@link PathMatcher} would, and "perhaps" to everything
 * unusual.
 */
public final class NameSieve {

  /** The names by which a git directory is recognised. */
  private static final String[] OF_GIT = {"head", "commondir", "objects", "refs"};

  private static final int BITS = 1 << 14;

  /** The names that patterns know here. */
  private final Set<String> names = new HashSet<>();

  /** The hashes of these names: most others need no further look. */
  private final long[] known = new long[BITS / 64];

  private final Pattern[] @Nullable [] startingWith = new Pattern[128][];
  private final Pattern[] @Nullable [] endingWith = new Pattern[128][];
  private final List<Pattern> others = new ArrayList<>();

  /**
   * A pattern, and a set of the characters that a name must have to match: most names lack one,
   * which is one comparison.
   */
  private record Pattern(String glob, long characters) {
    static Pattern of(String glob) {
      long characters = 0;
      for (int i = 0; i < glob.length(); i++) {
        if (!Glob.isWildcard(glob.charAt(i))) {
          characters |= character(glob.charAt(i));
        }
      }
      return new Pattern(glob, characters);
    }
  }

  /** The bit for a character; some share one, which makes the set say "perhaps" more often. */
  private static long character(int c) {
    return 1L << (c < 64 ? c : c & 31);
  }

  NameSieve() {
    for (String name : OF_GIT) {
      addName(name);
    }
  }

  private boolean below;

  /** Says that the same names mean something below a directory that does not pass itself. */
  void goesOnBelow() {
    below = true;
  }

  /**
   * Whether this is the sieve for what is in a directory, too, whose own name does not pass: then
   * such a directory may be left out if nothing in it passes.
   */
  public boolean isForAllBelow() {
    return below;
  }

  /** A folded name that means something. */
  void addName(String folded) {
    int hash = 0;
    for (int i = 0; i < folded.length(); i++) {
      hash = 31 * hash + folded.charAt(i);
    }
    int bit = bit(hash);
    known[bit >> 6] |= 1L << bit;
    names.add(folded);
  }

  private static int bit(int hash) {
    return (hash * 0x9e3779b9) >>> 18;
  }

  /** A folded pattern for names that mean something. */
  void addGlob(String folded) {
    Pattern pattern = Pattern.of(folded);
    char first = folded.charAt(0);
    char last = folded.charAt(folded.length() - 1);
    if (first < 128 && !Glob.isWildcard(first)) {
      startingWith[first] = with(startingWith[first], pattern);
    } else if (last < 128 && !Glob.isWildcard(last)) {
      endingWith[last] = with(endingWith[last], pattern);
    } else {
      others.add(pattern);
    }
  }

  private static Pattern[] with(Pattern @Nullable [] some, Pattern more) {
    int count = some == null ? 0 : some.length;
    Pattern[] all = new Pattern[count + 1];
    if (some != null) {
      System.arraycopy(some, 0, all, 0, count);
    }
    all[count] = more;
    return all;
  }

  /** Whether a file of this name may be protected, or say something about its directory. */
  public boolean passes(byte[] bytes, int start, int end) {
    int hash = 0;
    long characters = 0;
    for (int i = start; i < end; i++) {
      int c = bytes[i];
      if (c < 0 || c == ':') {
        return true; // The folding has more to do than letter case.
      }
      if (c >= 'A' && c <= 'Z') {
        c += 'a' - 'A';
      }
      hash = 31 * hash + c;
      characters |= character(c);
    }
    if (start == end) {
      return true;
    }
    int last = lower(bytes[end - 1]);
    int bit = bit(hash);
    if (last == '.'
        || last == ' '
        || (known[bit >> 6] & 1L << bit) != 0 && isName(bytes, start, end)) {
      return true;
    }
    int first = lower(bytes[start]);
    return matches(startingWith[first], characters, bytes, start, end)
        || matches(endingWith[last], characters, bytes, start, end)
        || !others.isEmpty() && matchesOther(characters, bytes, start, end);
  }

  private boolean isName(byte[] bytes, int start, int end) {
    StringBuilder name = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      name.append((char) lower(bytes[i]));
    }
    return names.contains(name.toString());
  }

  private static int lower(byte c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  private boolean matchesOther(long characters, byte[] bytes, int start, int end) {
    for (int i = 0; i < others.size(); i++) {
      Pattern pattern = others.get(i);
      if ((pattern.characters & ~characters) == 0 && mayMatch(pattern.glob, bytes, start, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(
      Pattern @Nullable [] patterns, long characters, byte[] bytes, int start, int end) {
    if (patterns != null) {
      for (Pattern pattern : patterns) {
        if ((pattern.characters & ~characters) == 0
            && !endsDiffer(pattern.glob, bytes, start, end)
            && mayMatch(pattern.glob, bytes, start, end)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same as {@link Glob#matches}, on bytes. */
  private static boolean mayMatch(String glob, byte[] bytes, int start, int end) {
    int length = glob.length();
    int n = start;
    int p = 0;
    int star = -1;
    int resume = start;
    while (n < end) {
      char wanted = p < length ? glob.charAt(p) : 0;
      if (wanted == '*') {
        star = p++;
        resume = n;
      } else if (p < length && (wanted == '?' || wanted == lower(bytes[n]))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < length && glob.charAt(p) == '*') {
      p++;
    }
    return p == length;
  }

  /** Compares the ends first: most names differ there. */
  private static boolean endsDiffer(String glob, byte[] bytes, int start, int end) {
    char last = glob.charAt(glob.length() - 1);
    int length = glob.length();
    for (int back = 1; back <= length && last != '*' && last != '?'; back++) {
      if (end - back < start || lower(bytes[end - back]) != last) {
        return true;
      }
      last = back < length ? glob.charAt(length - back - 1) : '*';
    }
    return false;
  }
}
