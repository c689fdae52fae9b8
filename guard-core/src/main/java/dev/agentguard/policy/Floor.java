package dev.agentguard.policy;

/**
 * The enterprise's statement that nobody below may weaken what it says about some surfaces.
 *
 * @param origin where it is
 * @param surfaces what it is about
 */
record Floor(Origin origin, SurfacePattern surfaces) {}
