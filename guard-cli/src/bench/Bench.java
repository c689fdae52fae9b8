import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Whole runs of the packaged program beside whole runs of other programs, on the same files and
 * taking turns, so that a busy machine is busy for all of them.
 *
 * <p>Ratios are of medians of the wall time; the processor time is the mean, because the system
 * counts it in hundredths of a second. The caches are warm. Nothing is measured before every
 * program has run once.
 */
final class Bench {

  private static final PrintStream OUT = System.out;

  /** How many files of a large repository are protected. */
  private static final int PROTECTED = 50;

  /** A program that takes its turn: a name, and a command for the shell. */
  record Contestant(String name, String command, int expectedExitCode) {}

  /** The measurements of a contestant, milliseconds and KiB. */
  record Result(Contestant contestant, double wall, double cpu, long peak) {}

  private final Path guard;
  private final Path scratch;
  private boolean reached = true;

  private Bench(Path guard, Path scratch) {
    this.guard = guard;
    this.scratch = scratch;
  }

  /** The arguments are the program and the parts to run. */
  public static void main(String[] arguments) throws Exception {
    Path guard = Path.of(arguments[0]).toRealPath();
    List<String> parts = Arrays.asList(arguments).subList(1, arguments.length);
    if (parts.isEmpty()) {
      parts = List.of("start", "signed", "files", "tree", "staged", "base");
    }
    Path scratch = Files.createTempDirectory("guard-bench-").toRealPath();
    try {
      describeMachine();
      // Git would pack in the background, while others are measured. Not in the repositories' own
      // configuration, of which guard would say that nobody accepted it.
      write(scratch.resolve(".gitconfig"), "[gc]\n\tauto = 0\n");
      Bench bench = new Bench(guard, scratch);
      for (String part : parts) {
        switch (part) {
          case "start" -> bench.start();
          case "signed" -> bench.signed();
          case "files" -> bench.files();
          case "tree" -> bench.tree();
          case "staged" -> bench.staged();
          case "base" -> bench.base();
          default -> throw new IllegalArgumentException("no such part: " + part);
        }
      }
      OUT.println(bench.reached ? "All goals were reached." : "Not all goals were reached.");
    } finally {
      delete(scratch);
    }
  }

  private static void describeMachine() throws IOException {
    String model = "unknown processor";
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
      if (line.startsWith("model name")) {
        model = line.substring(line.indexOf(':') + 1).strip();
        break;
      }
    }
    OUT.printf(
        "%s, %d processors, Linux %s, Java %s; load at the start %s%n%n",
        model,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** A small repository: what a hook waits for. */
  private void start() throws Exception {
    small("small", "Start-up: guard verify in a small repository", "start-up", false);
  }

  /** The same where the approvals are signed, and the user says whose count. */
  private void signed() throws Exception {
    if (!isInstalled("ssh-keygen")) {
      reached = false;
      OUT.println("  LEFT OUT: ssh-keygen is not installed (Debian package openssh-client).");
      return;
    }
    small("signed", "Signed: guard verify in a small repository with signed approvals", "signed", true);
  }

  private void small(String name, String title, String goal, boolean signed) throws Exception {
    Path workspace = workspace(name);
    write(workspace.resolve(".mcp.json"), "{\"mcpServers\":{\"a\":{\"command\":\"./tools/a.sh\"}}}\n");
    write(workspace.resolve(".claude/settings.json"), "{\"permissions\":{\"deny\":[\"Read(.env)\"]}}\n");
    write(workspace.resolve("CLAUDE.md"), "Be kind.\n");
    write(workspace.resolve("tools/a.sh"), "echo a\n");
    for (int i = 0; i < 20; i++) {
      write(workspace.resolve("src/main/File" + i + ".txt"), "text\n");
    }
    accept(workspace);
    Contestant verify = verify(workspace);
    if (signed) {
      Path signers = sign(workspace);
      verify = new Contestant("guard verify, signed", guard + " verify --signers " + signers + " " + workspace, 0);
    }
    List<Result> results = measure(runs(11), emptyMain(), verify);
    OUT.println(title);
    print(results);
    goal(goal, ratio(results, 1, 0), 3);
  }

  /** Signs all approvals of a workspace as people could with ssh alone; returns the signers' file. */
  private Path sign(Path workspace) throws Exception {
    Path key = scratch.resolve("key");
    shell("ssh-keygen -q -t ed25519 -N '' -C bench -f " + key, 0);
    Path approvals = workspace.resolve(".guard/approvals");
    String signer = "";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(approvals, "*.approval")) {
      for (Path file : files) {
        shell("ssh-keygen -q -Y sign -n guard -f " + key + " " + file, 0);
        for (String line : Files.readAllLines(file)) {
          signer = line.startsWith("signer ") ? line.substring("signer ".length()) : signer;
        }
      }
    }
    Path signers = scratch.resolve("allowed_signers");
    write(signers, signer + " namespaces=\"guard\" " + Files.readString(Path.of(key + ".pub")));
    return signers;
  }

  /** Many small protected files, all of which are read. */
  private void files() throws Exception {
    int count = number("FILES", 20_000);
    Path workspace = workspace("files");
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      byte[] text = new byte[1024 + random.nextInt(3 * 1024)];
      for (int at = 0; at < text.length; at++) {
        text[at] = (byte) (at % 70 == 69 ? '\n' : 'a' + random.nextInt(26));
      }
      Path file = workspace.resolve(".claude/skills/skill" + i / 20 + "/references/part" + i % 20 + ".txt");
      Files.createDirectories(file.getParent());
      Files.write(file, text);
    }
    accept(workspace);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        new Contestant("find | xargs sha256sum", "find " + workspace + " -type f -print0 | xargs -0 sha256sum", 0));
    contestants.add(verify(workspace));
    boolean aide = isInstalled("aide");
    if (aide) {
      contestants.add(aide(workspace));
    }
    OUT.println("Reading: " + count + " protected files of 1 to 4 KiB");
    List<Result> results = measure(runs(5), contestants.toArray(new Contestant[0]));
    print(results);
    goal("against sha256sum", ratio(results, 1, 0), 1.5);
    if (aide) {
      goal("against AIDE", ratio(results, 1, 2), 0.25);
    } else {
      reached = false;
      OUT.println("  LEFT OUT: AIDE is not installed (Debian package aide).");
    }
    goal("peak memory in MB", results.get(1).peak() / 1024.0, 150);
    OUT.println();
  }

  /** AIDE with the attributes that guard looks at, after its database was made. */
  private Contestant aide(Path workspace) throws Exception {
    Path configuration = scratch.resolve("aide.conf");
    Path database = scratch.resolve("aide.db");
    write(
        configuration,
        "database_in=file:" + database + "\ndatabase_out=file:" + database + "\n"
            + "report_url=stdout\ngzip_dbout=no\n"
            + workspace + " p+i+n+u+s+l+ftype+sha256\n");
    shell("aide --init --config=" + configuration, 0);
    return new Contestant("aide --check", "aide --check --config=" + configuration, 0);
  }

  /** A large tree of which little is protected: searching is the work. */
  private void tree() throws Exception {
    int count = number("TREE", 200_000);
    Path workspace = workspace("tree");
    int protectedFiles = count / 400;
    for (int i = 0; i < count - protectedFiles; i++) {
      // As in node_modules: ten files to a directory, directories four deep.
      Path directory =
          workspace.resolve("packages/scope" + i / 5000 + "/package" + i / 100 + "/lib" + i / 10 % 10);
      if (i % 10 == 0) {
        Files.createDirectories(directory);
      }
      Files.createFile(directory.resolve("module" + i + ".js"));
    }
    for (int i = 0; i < protectedFiles; i++) {
      write(workspace.resolve("packages/scope" + i % (count / 5000) + "/.claude/skills/s" + i + "/SKILL.md"), "---\nname: s\n---\nText.\n");
    }
    accept(workspace);
    OUT.println("Searching: " + count + " files, " + protectedFiles + " of them protected");
    List<Result> results =
        measure(runs(5), new Contestant("find", "find " + workspace, 0), verify(workspace));
    print(results);
    goal("against find", ratio(results, 1, 0), 2);
  }

  /** A large index of which little is protected: what a commit waits for. */
  private void staged() throws Exception {
    int count = number("STAGED", 100_000);
    Path workspace = large(count);
    write(workspace.resolve("packages/scope0/package0/lib0/module0.js"), "changed\n");
    shell("git -C " + workspace + " add packages/scope0/package0/lib0/module0.js", 0);
    OUT.println("Staged: " + count + " tracked files, " + PROTECTED + " of them protected");
    List<Result> results =
        measure(
            runs(11),
            new Contestant("git diff --cached", "git -C " + workspace + " diff --cached --quiet", 1),
            emptyMain(),
            new Contestant("guard verify --staged", guard + " verify --staged " + workspace, 0));
    print(results);
    goal("against both", results.get(2).wall() / (results.get(0).wall() + results.get(1).wall()), 2);
  }

  /** A branch of many commits: what a pull request waits for. */
  private void base() throws Exception {
    int count = number("BASE", 100_000);
    int commits = number("COMMITS", 300);
    Path workspace = large(count);
    branch(workspace, commits);
    OUT.println("Base: " + count + " files, a branch of " + commits + " commits");
    List<Result> results =
        measure(
            runs(11),
            new Contestant("git diff base...long", "git -C " + workspace + " diff --name-only base...long", 0),
            emptyMain(),
            new Contestant("guard verify --base", guard + " verify --base base --head long " + workspace, 0));
    print(results);
    goal("against both", results.get(2).wall() / (results.get(0).wall() + results.get(1).wall()), 3);
  }

  /** Makes the branch {@code long} with git fast-import: git commit looks at all files each time. */
  private void branch(Path workspace, int commits) throws Exception {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < commits; i++) {
      stream.append("commit refs/heads/long\ncommitter a <a@example.com> ").append(2_000_000_000 + i);
      stream.append(" +0000\ndata 6\nchange\n").append(i == 0 ? "from refs/heads/base\n" : "");
      stream.append("M 100644 inline packages/scope0/package").append(i % 40).append("/lib").append(i % 10);
      stream.append("/new").append(i).append(".js\ndata 4\nnew\n\n");
    }
    Path file = scratch.resolve("commits");
    write(file, stream.toString());
    shell("cd " + workspace + " && git fast-import --quiet < " + file, 0);
  }

  /** A packed repository with a branch {@code base}; the parts share it, for it takes a minute. */
  private Path large(int count) throws Exception {
    Path workspace = scratch.resolve("large" + count);
    if (!Files.exists(workspace)) {
      workspace("large" + count);
      fill(workspace, count, PROTECTED);
      accept(workspace);
      commit(workspace, "all");
      shell("git -C " + workspace + " branch base", 0);
      shell("git -C " + workspace + " gc --quiet", 0);
    }
    return workspace;
  }

  /** As in node_modules: ten files to a directory, directories four deep. */
  private static void fill(Path workspace, int count, int protectedFiles) throws IOException {
    for (int i = 0; i < count - protectedFiles; i++) {
      Path directory =
          workspace.resolve("packages/scope" + i / 5000 + "/package" + i / 100 + "/lib" + i / 10 % 10);
      if (i % 10 == 0) {
        Files.createDirectories(directory);
      }
      Files.writeString(directory.resolve("module" + i + ".js"), i + "\n");
    }
    for (int i = 0; i < protectedFiles; i++) {
      write(workspace.resolve("packages/scope" + i % 4 + "/.claude/skills/s" + i + "/SKILL.md"), "---\nname: s\n---\nText " + i + ".\n");
    }
  }

  private void commit(Path workspace, String message) throws Exception {
    String git = "git -C " + workspace + " -c user.name=a -c user.email=a@example.com ";
    shell(git + "add -A", 0);
    shell(git + "commit --quiet -m '" + message + "'", 0);
  }

  private Contestant emptyMain() throws Exception {
    return new Contestant("java, an empty main", java("java") + " -Xshare:auto -cp " + empty() + " Empty", 0);
  }

  /** A directory with a Java program that does nothing. */
  private Path empty() throws Exception {
    Path empty = scratch.resolve("empty");
    if (!Files.exists(empty.resolve("Empty.class"))) {
      Files.createDirectories(empty);
      write(empty.resolve("Empty.java"), "class Empty { public static void main(String[] a) {} }\n");
      shell("cd " + empty + " && " + java("javac") + " Empty.java", 0);
    }
    return empty;
  }

  private Path workspace(String name) throws Exception {
    Path workspace = Files.createDirectory(scratch.resolve(name));
    shell("git -C " + workspace + " init --quiet", 0);
    return workspace;
  }

  private void accept(Path workspace) throws Exception {
    shell(guard + " init --unsigned " + workspace, 0);
  }

  private Contestant verify(Path workspace) {
    return new Contestant("guard verify", guard + " verify " + workspace, 0);
  }

  private List<Result> measure(int runs, Contestant... contestants) throws Exception {
    long[] peaks = new long[contestants.length];
    for (int i = 0; i < contestants.length; i++) {
      peaks[i] = peak(contestants[i]);
    }
    double[][] walls = new double[contestants.length][runs];
    double[] cpu = new double[contestants.length];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < contestants.length; i++) {
        double before = childrensTime();
        long start = System.nanoTime();
        shell(contestants[i].command(), contestants[i].expectedExitCode());
        walls[i][run] = (System.nanoTime() - start) / 1e6;
        cpu[i] += (childrensTime() - before) / runs;
      }
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < contestants.length; i++) {
      Arrays.sort(walls[i]);
      results.add(new Result(contestants[i], walls[i][runs / 2], cpu[i], peaks[i]));
    }
    return results;
  }

  private void shell(String command, int expectedExitCode) throws Exception {
    int exitCode = start(command).waitFor();
    if (exitCode != expectedExitCode) {
      throw new IOException(command + ": exit code " + exitCode);
    }
  }

  private Process start(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command.contains("|") ? command : "exec " + command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    if (command.startsWith("cd ")) {
      builder.command("/bin/sh", "-c", command);
    }
    Map<String, String> environment = builder.environment();
    environment.put("HOME", scratch.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.remove("GIT_CONFIG_GLOBAL");
    environment.remove("XDG_CONFIG_HOME");
    environment.put("XDG_STATE_HOME", scratch.resolve("state").toString());
    return builder.start();
  }

  /** The most memory that a command's own process had, KiB; looked at while it runs. */
  private long peak(Contestant contestant) throws Exception {
    Process process = start(contestant.command());
    Path status = Path.of("/proc/" + process.pid() + "/status");
    long peak = 0;
    while (process.isAlive()) {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            peak = Long.parseLong(line.replaceAll("[^0-9]", ""));
          }
        }
      } catch (IOException e) {
        break; // It has ended.
      }
      Thread.sleep(2);
    }
    if (process.waitFor() != contestant.expectedExitCode()) {
      throw new IOException(contestant.command() + ": exit code " + process.exitValue());
    }
    return peak;
  }

  /** The processor time of all children that have ended, milliseconds. */
  private static double childrensTime() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return 10.0 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }

  private static void print(List<Result> results) {
    double first = results.get(0).wall();
    for (Result result : results) {
      OUT.printf(
          Locale.ROOT,
          "  %-24s %8.0f ms wall  %8.0f ms processor  %5.0f MB  %6.2f x%n",
          result.contestant().name(),
          result.wall(),
          result.cpu(),
          result.peak() / 1024.0,
          result.wall() / first);
    }
  }

  private static double ratio(List<Result> results, int one, int other) {
    return results.get(one).wall() / results.get(other).wall();
  }

  private void goal(String name, double value, double most) {
    reached &= value <= most;
    OUT.printf(
        Locale.ROOT, "  %s %s: %.2f, to reach at most %.2f%n",
        value <= most ? "reached" : "NOT REACHED", name, value, most);
  }

  private static String java(String program) {
    return System.getProperty("java.home") + "/bin/" + program;
  }

  private static int runs(int usual) {
    return number("RUNS", usual);
  }

  private static int number(String variable, int usual) {
    String value = System.getenv(variable);
    return value == null ? usual : Integer.parseInt(value);
  }

  private static boolean isInstalled(String program) throws Exception {
    return new ProcessBuilder("/bin/sh", "-c", "command -v " + program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void delete(Path directory) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
