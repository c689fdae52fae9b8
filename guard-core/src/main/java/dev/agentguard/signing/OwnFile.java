package dev.agentguard.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reading a file of the person's own: a regular file that only they or root could have written the
 * name of, of a limited size. Links are followed, because people keep their configuration elsewhere
 * and link to it; what they lead to has to pass.
 */
final class OwnFile {

  private static final String ROOT = "root";

  private final UserPrincipal user;

  /**
   * @param user whose files are read
   */
  OwnFile(UserPrincipal user) {
    this.user = user;
  }

  /** The bytes of a file; empty if nothing is there. */
  Optional<byte[]> find(Path file, int limit) throws SigningException {
    return find(file, limit, false);
  }

  /** The bytes of a file that nobody else may read; empty if nothing is there. */
  Optional<byte[]> findPrivate(Path file, int limit) throws SigningException {
    return find(file, limit, true);
  }

  private Optional<byte[]> find(Path file, int limit, boolean secret) throws SigningException {
    try {
      Path real = file.toRealPath();
      check(file, real, secret);
      // The link option makes the system refuse a link that took the file's place just now.
      try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
          throw new SigningException(file + ": more than " + limit + " bytes");
        }
        return Optional.of(bytes);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SigningException(file + ": cannot be read");
    }
  }

  private void check(Path file, Path real, boolean secret) throws IOException, SigningException {
    BasicFileAttributes attributes =
        Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new SigningException(file + ": not a regular file");
    }
    FileOwnerAttributeView owners =
        Files.getFileAttributeView(real, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (owners != null) {
      UserPrincipal owner = owners.getOwner();
      if (!owner.equals(user) && !owner.getName().equals(ROOT)) {
        throw new SigningException(file + ": belongs to " + owner.getName());
      }
    }
    @Nullable PosixFileAttributeView modes =
        Files.getFileAttributeView(real, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (modes != null) {
      Set<PosixFilePermission> granted = modes.readAttributes().permissions();
      if (granted.contains(PosixFilePermission.OTHERS_WRITE) || secret && isOpenToOthers(granted)) {
        throw new SigningException(
            file + ": other users may " + (secret ? "use" : "change") + " it",
            "chmod " + (secret ? "600 " : "go-w ") + file);
      }
    }
  }

  private static boolean isOpenToOthers(Set<PosixFilePermission> granted) {
    for (PosixFilePermission permission : granted) {
      if (!permission.name().startsWith("OWNER_")) {
        return true;
      }
    }
    return false;
  }
}
