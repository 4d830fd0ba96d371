package io.follow.gateway.cli;

import org.jspecify.annotations.Nullable;

/**
 * The origin of dead letters.
 *
 * @param pipeline the name of the pipeline
 * @param webhook the name of the webhook of that pipeline, or null for the jobs of the pipeline
 */
record LetterSource(String pipeline, @Nullable String webhook) {}
