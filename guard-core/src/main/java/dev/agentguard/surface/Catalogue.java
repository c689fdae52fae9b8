package dev.agentguard.surface;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that guard knows about tools and their files: all packs, compiled.
 *
 * <p>Loading copies the matcher's tables and leaves the surfaces encoded until one is asked for,
 * because {@code guard verify} starts many times a day and needs few of them. Immutable and safe
 * for use by many threads.
 */
public final class Catalogue {

  static final int MAGIC = 0x67726431;
  private static final String RESOURCE = "catalogue.bin";

  /**
   * The property by which the launcher says where the jars are. A copy of the catalogue is beside
   * them: to open a resource in a jar costs a start three times as long as to read the file.
   */
  private static final String LIBRARIES = "guard.lib";

  private static final Kind[] KINDS = Kind.values();
  private static final Effect[] EFFECTS = Effect.values();
  private static final Stance[] STANCES = Stance.values();
  private static final Format[] FORMATS = Format.values();
  private static final Guard[] GUARDS = Guard.values();
  private static final Base[] BASES = Base.values();

  private static final Treatment AS_DECLARED = new AsDeclared();

  /** The treatment that the packs say. */
  private static final class AsDeclared implements Treatment {
    @Override
    public Stance stance(Surface surface) {
      return surface.stance();
    }
  }

  private final byte[] index;
  private final PathMatcher matcher;
  private final Map<String, String> relocations;
  private final @Nullable Surface[] surfaces;
  private final int[] offsets;
  private final int packsOffset;
  private final Treatment treatment;

  private Catalogue(
      byte[] index,
      PathMatcher matcher,
      Map<String, String> relocations,
      int[] lengths,
      int start) {
    this.index = index;
    this.matcher = matcher;
    this.relocations = relocations;
    this.surfaces = new Surface[lengths.length];
    this.offsets = new int[lengths.length];
    int offset = start;
    for (int i = 0; i < lengths.length; i++) {
      offsets[i] = offset;
      offset += lengths[i];
    }
    this.packsOffset = offset;
    this.treatment = AS_DECLARED;
  }

  private Catalogue(Catalogue other, Treatment treatment) {
    this.index = other.index;
    this.matcher = other.matcher;
    this.relocations = other.relocations;
    this.surfaces = new Surface[other.surfaces.length];
    this.offsets = other.offsets;
    this.packsOffset = other.packsOffset;
    this.treatment = treatment;
  }

  /** Loads the catalogue that was built into the program. */
  public static Catalogue load() {
    String libraries = System.getProperty(LIBRARIES);
    try (InputStream in =
        libraries == null
            ? Catalogue.class.getResourceAsStream(RESOURCE)
            : new FileInputStream(libraries.concat("/").concat(RESOURCE))) {
      if (in == null) {
        throw new IllegalStateException("the program was built without its catalogue");
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Catalogue read(byte[] index) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(index);
    if (in.getInt() != MAGIC) {
      throw new IOException("not a catalogue of this version");
    }
    PathMatcher matcher = new PathMatcher(PatternTable.read(in));
    ByteArrayInputStream bytes =
        new ByteArrayInputStream(index, in.position(), index.length - in.position());
    DataInputStream rest = new DataInputStream(bytes);
    Map<String, String> relocations = readMap(rest);
    int[] lengths = new int[rest.readInt()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = rest.readInt();
    }
    return new Catalogue(index, matcher, relocations, lengths, index.length - bytes.available());
  }

  /**
   * The same catalogue under a policy.
   *
   * @param treatment says how a surface is treated, in place of its pack
   */
  public Catalogue under(Treatment treatment) {
    return new Catalogue(this, treatment);
  }

  /** How surfaces are treated. */
  @FunctionalInterface
  public interface Treatment {

    /** The stance towards a surface, which has the stance of its pack. */
    Stance stance(Surface surface);
  }

  PathMatcher matcher() {
    return matcher;
  }

  /**
   * Environment variables that move a directory, and where it is without them, as {@code ~/...}.
   */
  public Map<String, String> relocations() {
    return relocations;
  }

  /** All surfaces, in the order of their packs. */
  public List<Surface> surfaces() {
    List<Surface> all = new ArrayList<>(surfaces.length);
    for (int i = 0; i < surfaces.length; i++) {
      all.add(surface(i));
    }
    return all;
  }

  /**
   * The surfaces that a path belongs to by its name alone, none if it is not protected.
   *
   * @param written relative to a workspace, or {@code ~/...}, or absolute
   */
  public List<Surface> surfacesOf(String written) {
    String path = PathPattern.withoutWindowsFolders(written);
    Scope scope = Scope.WORKSPACE;
    String rest = path;
    if (path.startsWith("~/")) {
      scope = Scope.HOME;
      rest = path.substring(2);
    } else if (path.startsWith("/")) {
      scope = Scope.SYSTEM;
      rest = path.substring(1);
    } else if (path.startsWith("C:/")) {
      scope = Scope.SYSTEM;
    }
    PathMatcher.State state = matcher.root(scope);
    String[] segments = rest.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      state = matcher.next(state, foldSegment(segments[i]));
    }
    List<Surface> found = new ArrayList<>();
    for (int surface : matcher.step(state, foldSegment(segments[segments.length - 1])).surfaces()) {
      found.add(surface(surface));
    }
    return found;
  }

  private static String foldSegment(String segment) {
    return segment.equals("C:") ? "c:" : Folding.fold(segment);
  }

  Surface surface(int i) {
    Surface surface = surfaces[i];
    if (surface == null) {
      try {
        surface = decode(new DataInputStream(stream(offsets[i])));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      surface = surface.with(treatment.stance(surface));
      surfaces[i] = surface;
    }
    return surface;
  }

  private ByteArrayInputStream stream(int offset) {
    return new ByteArrayInputStream(index, offset, index.length - offset);
  }

  private static Surface decode(DataInputStream in) throws IOException {
    SurfaceId id = new SurfaceId(in.readUTF(), in.readUTF());
    String toolTitle = in.readUTF();
    List<String> paths = readList(in);
    List<String> except = readList(in);
    Kind kind = KINDS[in.readByte()];
    Effect effect = EFFECTS[in.readByte()];
    boolean gated = in.readBoolean();
    Stance stance = STANCES[in.readByte()];
    Format format = FORMATS[in.readByte()];
    Guard guard = GUARDS[in.readByte()];
    KeyRules keys =
        new KeyRules(
            readList(in), readList(in), readList(in), readList(in), readList(in), readList(in));
    return new Surface(
        id,
        toolTitle,
        paths,
        except,
        kind,
        effect,
        gated,
        stance,
        format,
        guard,
        keys,
        readList(in),
        readList(in),
        BASES[in.readByte()],
        in.readBoolean(),
        in.readUTF());
  }

  /** All packs, in the order of their names. */
  public List<Pack> packs() {
    try {
      DataInputStream in = new DataInputStream(stream(packsOffset));
      int count = in.readInt();
      List<Pack> packs = new ArrayList<>(count);
      int next = 0;
      for (int i = 0; i < count; i++) {
        Pack pack = readPack(in, next);
        next += pack.surfaces().size();
        packs.add(pack);
      }
      return packs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pack readPack(DataInputStream in, int firstSurface) throws IOException {
    String tool = in.readUTF();
    String title = in.readUTF();
    String verified = in.readUTF();
    String group = in.readUTF();
    Map<String, String> moves = readMap(in);
    int count = in.readInt();
    List<Surface> own = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      own.add(surface(firstSurface + i));
    }
    int agentCount = in.readInt();
    List<Pack.Agent> agents = new ArrayList<>(agentCount);
    for (int i = 0; i < agentCount; i++) {
      agents.add(
          new Pack.Agent(
              readList(in),
              readList(in),
              readList(in),
              readList(in),
              readList(in),
              in.readBoolean(),
              in.readBoolean(),
              in.readUTF()));
    }
    int churnCount = in.readInt();
    List<Pack.Churn> churn = new ArrayList<>(churnCount);
    for (int i = 0; i < churnCount; i++) {
      churn.add(new Pack.Churn(readList(in), in.readUTF()));
    }
    int uncoveredCount = in.readInt();
    List<Pack.Uncovered> uncovered = new ArrayList<>(uncoveredCount);
    for (int i = 0; i < uncoveredCount; i++) {
      uncovered.add(new Pack.Uncovered(in.readUTF(), in.readUTF()));
    }
    return new Pack(tool, title, verified, group, moves, own, agents, churn, uncovered);
  }

  private static List<String> readList(DataInputStream in) throws IOException {
    int count = in.readShort();
    if (count == 0) {
      return List.of();
    }
    String[] strings = new String[count];
    for (int i = 0; i < count; i++) {
      strings[i] = in.readUTF();
    }
    return List.of(strings);
  }

  private static Map<String, String> readMap(DataInputStream in) throws IOException {
    int count = in.readShort();
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }
}
