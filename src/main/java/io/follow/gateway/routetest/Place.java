package io.follow.gateway.routetest;

/**
 * A position in a file.
 *
 * @param line starting from 1
 * @param column starting from 1
 */
record Place(int line, int column) {

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
