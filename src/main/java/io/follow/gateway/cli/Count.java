package io.follow.gateway.cli;

/** Formats a number with a noun in the singular or plural. */
final class Count {

    private Count() {}

    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
