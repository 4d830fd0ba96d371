package io.follow.gateway.image;

/** The meaning of the components of a stored pixel. */
public enum ColourModel {
    GREY(1),
    RGB(3),
    YCBCR(3),
    CMYK(4),
    YCCK(4),
    PALETTE(3);

    private final int components;

    ColourModel(int components) {
        this.components = components;
    }

    /** The number of components without alpha, as in a colour profile; a palette contains RGB. */
    public int components() {
        return components;
    }

    /** Whether it describes ink and requires a conversion that depends on the profile. */
    public boolean isInk() {
        return components == 4;
    }
}
