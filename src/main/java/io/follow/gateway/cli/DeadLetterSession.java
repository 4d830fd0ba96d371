package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;

/** Gives a command the dead letters of a gateway for as long as it needs them. */
@FunctionalInterface
interface DeadLetterSession {

    /**
     * Runs a command; its exit code.
     *
     * @param source whose dead letters are meant
     */
    int run(LetterSource source, Action action) throws InterruptedException;

    /** What a command does with the dead letters. */
    @FunctionalInterface
    interface Action {

        /** The exit code: 0 when it was done, otherwise 1. */
        int run(DeadLetters letters) throws InterruptedException;
    }
}
