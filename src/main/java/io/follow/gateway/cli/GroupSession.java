package io.follow.gateway.cli;

import io.follow.gateway.operator.ConsumerGroups;

/** Gives a command the consumer groups of results for as long as it needs them. */
@FunctionalInterface
interface GroupSession {

    /**
     * Runs a command; its exit code.
     *
     * @param pipeline the name of the pipeline whose results are meant
     */
    int run(String pipeline, Action action) throws InterruptedException;

    /** What a command does with the groups. */
    @FunctionalInterface
    interface Action {

        /** The exit code: 0 when it was done, otherwise 1. */
        int run(ConsumerGroups groups) throws InterruptedException;
    }
}
