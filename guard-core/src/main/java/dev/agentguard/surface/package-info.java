/**
 * The catalogue of what is protected, and the search for what of it exists.
 *
 * <p>The first room of the flow. Packs ({@code baselines/*.toml}, see {@code docs/packs.md}) are
 * compiled at build time by {@link dev.agentguard.surface.PackCompiler}; at run time {@link
 * dev.agentguard.surface.Catalogue} answers which {@link dev.agentguard.surface.Surface} a path
 * belongs to, and {@link dev.agentguard.surface.Discovery} finds the objects in a workspace, a home
 * or a machine. It reads names and types only, never contents, and follows no link.
 *
 * <p>The catalogue is immutable and safe for use by many threads.
 */
@NullMarked
package dev.agentguard.surface;

import org.jspecify.annotations.NullMarked;
