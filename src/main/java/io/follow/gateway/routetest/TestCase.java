package io.follow.gateway.routetest;

import java.util.List;
import java.util.Map;

/**
 * A test.
 *
 * @param name a sentence that describes the expected behaviour
 * @param files the initial files of the data directory
 * @param hashes the initial hashes on the server, by key
 */
record TestCase(
        Place place,
        String name,
        List<FileSpec> files,
        Map<String, Map<String, String>> hashes,
        List<Action> actions,
        List<Expectation> expectations) {}
