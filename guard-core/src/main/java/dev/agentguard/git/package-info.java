/**
 * Git's objects, references and index, read as files, and trees of them as a file system.
 *
 * <p>Nothing of a repository runs, no setting of it is obeyed, and nothing is written: this package
 * opens files for reading and starts no program. {@link dev.agentguard.git.GitRepository} finds
 * what is asked for; {@link dev.agentguard.git.GitFileSystem} shows a tree of it as paths, so that
 * the rest of guard works on a commit or an index as on a directory.
 */
@NullMarked
package dev.agentguard.git;

import org.jspecify.annotations.NullMarked;
