package io.follow.gateway.cli;

import io.follow.gateway.operator.ConsumerGroups;

/** Opens the consumer groups of a result stream for the duration of a command. */
@FunctionalInterface
interface GroupSession {

    /**
     * Runs a command and returns its exit code.
     *
     * @param pipeline the name of the pipeline
     */
    int run(String pipeline, Action action) throws InterruptedException;

    /** The action of a command on the groups. */
    @FunctionalInterface
    interface Action {

        /** Returns the exit code: 0 for success, otherwise 1. */
        int run(ConsumerGroups groups) throws InterruptedException;
    }
}
