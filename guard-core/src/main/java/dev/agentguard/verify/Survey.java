package dev.agentguard.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * All protected objects of a target, read, with everything that they lead to.
 *
 * @param objects the objects, each path once
 * @param gitDirectories the git directories that were found
 * @param problems what could not be looked at
 * @param gaps what the objects run that no digest covers
 */
record Survey(
    List<Inspected> objects,
    List<Path> gitDirectories,
    List<Problem> problems,
    List<Report.Gap> gaps) {

  Survey {
    objects = List.copyOf(objects);
    gitDirectories = List.copyOf(gitDirectories);
    problems = List.copyOf(problems);
    gaps = List.copyOf(gaps);
  }
}
