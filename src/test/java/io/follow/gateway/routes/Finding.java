package io.follow.gateway.routes;

/** One breach of a rule. */
record Finding(String file, String found, String expected) {

    @Override
    public String toString() {
        return file + ": found " + found + ", expected " + expected;
    }
}
