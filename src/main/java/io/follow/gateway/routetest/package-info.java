/**
 * Tests of routes that need no Java: reads {@code *.test.yaml} files, starts a gateway with the routes under test and a server
 * of its own, and compares what comes out with what the file expects.
 */
@NullMarked
package io.follow.gateway.routetest;

import org.jspecify.annotations.NullMarked;
