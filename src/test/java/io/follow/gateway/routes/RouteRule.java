package io.follow.gateway.routes;

import java.util.List;

/** One rule that every route file keeps. */
interface RouteRule {

    List<Finding> check(RouteFile file);
}
