package dev.agentguard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.baseline.ApprovalSigner;
import dev.agentguard.baseline.StateDirectory;
import dev.agentguard.content.SnapshotReader;
import dev.agentguard.surface.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scratch workspace, home and state directory, with what a person does to them. */
public final class Scene {

  static final Catalogue CATALOGUE = Catalogue.load();

  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

  private final Path base;
  private final SnapshotReader reader = new SnapshotReader();
  private final Random random = new Random(20261123);

  /**
   * @param scratch an empty directory
   */
  public Scene(Path scratch) throws IOException {
    this.base = scratch.toRealPath();
    Files.createDirectories(workspace());
    Files.createDirectories(home());
  }

  public Path workspace() {
    return base.resolve("workspace");
  }

  public Path home() {
    return base.resolve("home");
  }

  /** Where the user's state directory is. */
  public Path state() {
    return base.resolve("state");
  }

  /** A file of the workspace, {@code workspace/...}, or of the home, {@code home/...}. */
  Path file(String path) {
    return base.resolve(path);
  }

  Target target(Target.Kind kind) {
    return target(kind, kind == Target.Kind.HOME ? home() : workspace());
  }

  private Target target(Target.Kind kind, Path root) {
    return new Target(kind, root, home(), Map.of());
  }

  AcceptedState accepted(Target target) throws IOException {
    return AcceptedState.open(target, state(), Files.getOwner(base));
  }

  /** Accepts everything that is there. */
  Approving.Result accept(Target.Kind kind) throws IOException {
    return accept(target(kind), Set.of());
  }

  /** Accepts what is there at some paths. */
  Approving.Result accept(Target.Kind kind, Set<String> paths) throws IOException {
    return accept(target(kind), paths);
  }

  private Approving.Result accept(Target target, Set<String> paths) throws IOException {
    StateDirectory directory = StateDirectory.open(state(), Files.getOwner(base), random);
    AcceptedState accepted = accepted(target);
    Proposal proposal =
        new Proposing(CATALOGUE, accepted, reader).propose(new Proposing.Request(paths, true));
    assertThat(proposal.refused()).isEmpty();
    return new Approving(accepted, directory, reader, random)
        .accept(proposal, new Approving.Act(ApprovalSigner.unsigned("alice"), "because", TIME));
  }

  Report verify(Target.Kind kind) throws IOException {
    return verify(target(kind));
  }

  /** Verifies another workspace than that of the scene, such as a clone of it. */
  Report verifyWorkspace(Path root) throws IOException {
    return verify(target(Target.Kind.WORKSPACE, root));
  }

  Approving.Result acceptWorkspace(Path root) throws IOException {
    return accept(target(Target.Kind.WORKSPACE, root), Set.of());
  }

  private Report verify(Target target) throws IOException {
    return new Verification(CATALOGUE, accepted(target), reader, Severity.LOW).run();
  }

  /** What makes a verification fail, a line each; empty if it is clean. */
  static String complaints(Report report) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : report.problems()) {
      text.append("problem ").append(problem.path()).append(": ").append(problem.reason());
      text.append('\n');
    }
    for (Finding finding : report.findings()) {
      if (finding.fails()) {
        text.append(finding.kind().id()).append(' ').append(finding.severity()).append(' ');
        text.append(finding.path());
        finding.keys().forEach(key -> text.append(' ').append(key.key()));
        text.append(": ").append(finding.detail()).append('\n');
      }
    }
    return text.toString();
  }

  String complaints(Target.Kind kind) throws IOException {
    return complaints(verify(kind));
  }

  /** The findings that make a verification fail. */
  static List<Finding> failing(Report report) {
    return report.findings().stream().filter(Finding::fails).toList();
  }

  /** Writes a file of the scene and the directories on the way. */
  Path write(String path, String text) throws IOException {
    Path file = file(path);
    Files.createDirectories(parent(file));
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no parent: " + file);
    }
    return parent;
  }

  /** Makes what git takes for a git directory, without running git. */
  void git(String path) throws IOException {
    write(path + "/.git/HEAD", "ref: refs/heads/main\n");
    Files.createDirectories(file(path + "/.git/objects"));
    Files.createDirectories(file(path + "/.git/refs/heads"));
    write(path + "/.git/hooks/pre-commit.sample", "#!/bin/sh\nexit 0\n");
    write(
        path + "/.git/config",
        """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        [remote "origin"]
        \turl = https://git.example/team/project.git
        \tfetch = +refs/heads/*:refs/remotes/origin/*
        """);
  }

  /** Keeps a copy of everything, to go back to. */
  Path keep() throws IOException {
    Path kept = base.resolveSibling(base.getFileName() + "-kept");
    delete(kept);
    copy(base, kept);
    return kept;
  }

  /** Goes back to a copy; directories that are still there stay the ones that they are. */
  void goBack(Path kept) throws IOException {
    for (String name : List.of("workspace", "home", "state")) {
      restore(kept.resolve(name), base.resolve(name));
    }
  }

  private static void restore(Path from, Path to) throws IOException {
    boolean wanted = Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS);
    if (!wanted || !Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
      delete(to);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        copy(from, to);
      }
      return;
    }
    for (Path extra : list(to)) {
      if (!Files.exists(from.resolve(to.relativize(extra)), LinkOption.NOFOLLOW_LINKS)) {
        delete(extra);
      }
    }
    for (Path child : list(from)) {
      restore(child, to.resolve(from.relativize(child)));
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            place(directory, to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            place(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void place(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a directory, if it is there, with everything in it. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
