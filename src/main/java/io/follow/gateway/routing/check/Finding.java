package io.follow.gateway.routing.check;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, in one line.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param nearest the allowed name that resembles what was found, or null
 */
public record Finding(
        Severity severity, String file, int line, int column, String found, String expected, @Nullable String nearest) {

    /** The line without the file's severity: where, what was found, what is allowed, and the nearest name. */
    @Override
    public String toString() {
        String hint = nearest == null ? "" : ", nearest: " + nearest;
        return file + ":" + line + ":" + column + ": found " + found + ", expected " + expected + hint;
    }
}
