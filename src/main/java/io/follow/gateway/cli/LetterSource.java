package io.follow.gateway.cli;

import org.jspecify.annotations.Nullable;

/**
 * Whose dead letters are meant.
 *
 * @param pipeline the name of the pipeline
 * @param webhook the name of the webhook of that pipeline, or null for the jobs of the pipeline itself
 */
record LetterSource(String pipeline, @Nullable String webhook) {}
