package dev.agentguard.baseline;

import dev.agentguard.baseline.signature.SignatureFormatException;
import dev.agentguard.baseline.signature.SshSignature;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A directory of approvals: {@code .guard/approvals} in a repository, or one store of a {@link
 * StateDirectory}.
 *
 * <p>Reading ignores nothing but temporary files of guard's own, which are named in the result:
 * everything else is an approval or a {@link Problem}. Approvals are only ever added, each under a
 * new name, so that several processes may write at once; two that approve one path at one revision
 * show up as a {@link Conflict}.
 */
public final class ApprovalDirectory {

  /** A certificate with a large RSA key has a few KiB. */
  private static final int MAX_SIGNATURE_BYTES = 64 << 10;

  private final Folder folder;
  private final Path directory;
  private final DurableWriter.Access access;

  ApprovalDirectory(Folder folder, DurableWriter.Access access) {
    this.folder = folder;
    this.directory = folder.path();
    this.access = access;
  }

  /** The directory in a repository; it need not exist. */
  public static ApprovalDirectory inRepository(Path root) {
    return new ApprovalDirectory(
        Folder.of(root, ".guard", "approvals"), DurableWriter.Access.SHARED);
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  /** Reads everything in it. A directory that does not exist holds nothing. */
  public LoadedApprovals load() {
    List<UnverifiedApproval> approvals = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<String> leftovers = new ArrayList<>();
    try {
      folder.check();
      for (String name : names()) {
        read(name, approvals, problems, leftovers);
      }
    } catch (NoSuchFileException e) {
      return new LoadedApprovals(List.of(), List.of(), List.of());
    } catch (UnexpectedFileException e) {
      Path inTheWay = directory.getFileSystem().getPath(e.getFile());
      problems.add(problem(String.valueOf(inTheWay.getFileName()), e));
    } catch (IOException e) {
      problems.add(problem(String.valueOf(directory.getFileName()), e));
    }
    return new LoadedApprovals(approvals, problems, leftovers);
  }

  /**
   * Adds an approval.
   *
   * @return its name
   * @throws UnexpectedFileException if a directory is a link, or the approval is too large to be
   *     read again
   */
  public String write(Statement statement, ApprovalSigner signer, RandomGenerator random)
      throws IOException {
    return write(statement, signer, random, new DurableWriter(random, access));
  }

  String write(
      Statement statement, ApprovalSigner signer, RandomGenerator random, DurableWriter writer)
      throws IOException {
    return write(prepare(statement, signer, random), writer);
  }

  /** An approval that is signed, and not written. */
  public static final class Prepared {
    private final String name;
    private final byte[] text;
    private final Optional<byte[]> signature;

    private Prepared(String name, byte[] text, Optional<byte[]> signature) {
      this.name = name;
      this.text = text;
      this.signature = signature;
    }
  }

  /**
   * Makes and signs an approval, and writes nothing: signing may fail.
   *
   * @throws UnexpectedFileException if the approval is too large to be read again
   */
  public Prepared prepare(Statement statement, ApprovalSigner signer, RandomGenerator random)
      throws IOException {
    String name = ApprovalName.of(statement.revision(), RandomName.next(random));
    Path file = directory.resolve(name);
    byte[] text = statement.print();
    if (text.length > StatementParser.MAX_BYTES) {
      throw new UnexpectedFileException(
          file, "at most " + StatementParser.MAX_BYTES + " bytes", text.length + " bytes");
    }
    return new Prepared(name, text, signer.sign(text));
  }

  /**
   * Adds a prepared approval.
   *
   * @return its name
   */
  public String write(Prepared approval, RandomGenerator random) throws IOException {
    return write(approval, new DurableWriter(random, access));
  }

  private String write(Prepared approval, DurableWriter writer) throws IOException {
    folder.create(writer);
    if (approval.signature.isPresent()) {
      // First, so that the approval is never there without it.
      writer.create(
          directory.resolve(ApprovalName.signatureOf(approval.name)), approval.signature.get());
    }
    writer.create(directory.resolve(approval.name), approval.text);
    return approval.name;
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        names.add(String.valueOf(child.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }

  private void read(
      String name,
      List<UnverifiedApproval> approvals,
      List<Problem> problems,
      List<String> leftovers) {
    String part = name;
    try {
      if (DurableWriter.isTemporary(name) && isRegularFileOrGone(name)) {
        leftovers.add(name);
        return;
      }
      if (ApprovalName.isSignature(name)) {
        // It is read with its approval; without one it accepts nothing. An interrupted write leaves
        // a file without its approval, but nothing else than a file.
        if (!isReadWithApproval(name)) {
          PlainFile.read(directory.resolve(name), MAX_SIGNATURE_BYTES);
        }
        return;
      }
      int revision = ApprovalName.revision(name);
      if (revision == 0) {
        problems.add(unknownName(name));
        return;
      }
      byte[] bytes = PlainFile.read(directory.resolve(name), StatementParser.MAX_BYTES);
      part = ApprovalName.signatureOf(name);
      UnverifiedApproval approval = UnverifiedApproval.parse(name, bytes, signature(part));
      if (approval.allegedRevision() == revision) {
        approvals.add(approval);
      } else {
        problems.add(wrongRevision(name, revision, approval.allegedRevision()));
      }
    } catch (ApprovalFormatException | SignatureFormatException e) {
      problems.add(new Problem(name, Problem.Kind.FORMAT, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      problems.add(problem(name, part, e));
    }
  }

  private @Nullable SshSignature signature(String name)
      throws IOException, SignatureFormatException {
    try {
      byte[] armoured = PlainFile.read(directory.resolve(name), MAX_SIGNATURE_BYTES);
      return SshSignature.parse(name, armoured);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean isReadWithApproval(String signature) {
    return Files.exists(
        directory.resolve(ApprovalName.ofSignature(signature)), LinkOption.NOFOLLOW_LINKS);
  }

  /** Another process that is writing may have given its temporary file the final name by now. */
  private boolean isRegularFileOrGone(String name) throws IOException {
    try {
      return PlainFile.attributes(directory.resolve(name)).isRegularFile();
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static Problem unknownName(String name) {
    String message =
        Quoting.printable(name) + ": expected a name like 000007-abcdefgh.approval here";
    return new Problem(name, Problem.Kind.NAME, message);
  }

  private static Problem wrongRevision(String name, int expected, int actual) {
    String message =
        Quoting.printable(name) + ": expected revision " + expected + ", found revision " + actual;
    return new Problem(name, Problem.Kind.REVISION, message);
  }

  private static Problem problem(String name, IOException e) {
    return problem(name, name, e);
  }

  /**
   * @param name the approval that cannot be read
   * @param part what of it cannot be read: itself, or its signature
   */
  private static Problem problem(String name, String part, IOException e) {
    if (e instanceof UnexpectedFileException unexpected) {
      String message = Quoting.printable(part) + ": " + unexpected.getReason();
      return new Problem(name, Problem.Kind.FILE, message);
    }
    // The class says why (AccessDeniedException); the message of the system would repeat the
    // unescaped path.
    String message =
        Quoting.printable(part) + ": could not be read: " + e.getClass().getSimpleName();
    return new Problem(name, Problem.Kind.UNREADABLE, message);
  }
}
