package io.follow.gateway.cli;

/** A number with a noun. */
final class Count {

    private Count() {}

    static String of(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
