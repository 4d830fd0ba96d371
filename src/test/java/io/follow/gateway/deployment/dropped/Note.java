package io.follow.gateway.deployment.dropped;

/** A type that Camel can make only by {@link NoteConverter}. */
public record Note(String text) {}
