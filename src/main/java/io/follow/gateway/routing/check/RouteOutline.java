package io.follow.gateway.routing.check;

import org.jspecify.annotations.Nullable;

/**
 * A route that would run, without its steps.
 *
 * @param id an empty text where Camel chooses one
 * @param description of the route, or of the template that it is made from
 * @param pipeline the pipeline whose jobs it reads; null for any other route
 * @param address where its messages come from, without options; an empty text where only a run knows it
 * @param file the name of the file that it stands in
 */
public record RouteOutline(
        String id, @Nullable String description, @Nullable String pipeline, String address, String file) {}
