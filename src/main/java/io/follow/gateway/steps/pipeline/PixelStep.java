package io.follow.gateway.steps.pipeline;

/** A step that works on pixels by {@link StageRunner} and hands on nothing but what it does to its {@link ImageWork}. */
interface PixelStep {}
