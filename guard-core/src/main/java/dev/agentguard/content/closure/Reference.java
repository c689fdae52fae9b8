package dev.agentguard.content.closure;

/** One thing that a command refers to. */
sealed interface Reference permits FileReference, Uncoverable {}
