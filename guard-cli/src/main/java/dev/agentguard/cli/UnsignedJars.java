package dev.agentguard.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The step of the build that takes the signatures out of signed jars, such as BouncyCastle's and
 * JGit's: a class-data archive leaves out the classes of signed jars, and without one Java checks
 * the digest of every class and loads a dozen security providers first. The build gets the jars
 * from where their checksums are checked. Not a command of the program.
 */
final class UnsignedJars {

  private static final String MANIFEST = JarFile.MANIFEST_NAME;

  private UnsignedJars() {}

  /** Rewrites the signed jars of a directory; all else in them stays, in its order. */
  public static void main(String[] arguments) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        if (isSigned(jar)) {
          Path rewritten = jar.resolveSibling(jar.getFileName() + ".unsigned");
          rewrite(jar, rewritten);
          Files.setLastModifiedTime(rewritten, Files.getLastModifiedTime(jar));
          Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> i = zip.entries(); i.hasMoreElements(); ) {
        if (isSignature(i.nextElement().getName())) {
          return true;
        }
      }
      return false;
    }
  }

  private static void rewrite(Path jar, Path rewritten) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(rewritten)))) {
      for (Enumeration<? extends ZipEntry> i = zip.entries(); i.hasMoreElements(); ) {
        ZipEntry entry = i.nextElement();
        if (isSignature(entry.getName())) {
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        // Local, so that the result does not depend on where it is built.
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
          if (entry.getName().equals(MANIFEST)) {
            withoutDigests(new Manifest(in)).write(out);
          } else {
            in.transferTo(out);
          }
        }
        out.closeEntry();
      }
    }
  }

  /** What is said of the jar, without what is said of each file in it, which is its digest. */
  private static Manifest withoutDigests(Manifest signed) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(signed.getMainAttributes());
    return manifest;
  }

  private static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.indexOf('/', "META-INF/".length()) < 0
        && (upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".DSA")
            || upper.endsWith(".EC"));
  }
}
