package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;

/** Opens the dead letters of a gateway for the duration of a command. */
@FunctionalInterface
interface DeadLetterSession {

    /**
     * Runs a command and returns its exit code.
     *
     * @param source the origin of the dead letters
     */
    int run(LetterSource source, Action action) throws InterruptedException;

    /** The action of a command on the dead letters. */
    @FunctionalInterface
    interface Action {

        /** Returns the exit code: 0 for success, otherwise 1. */
        int run(DeadLetters letters) throws InterruptedException;
    }
}
