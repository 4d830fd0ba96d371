package io.follow.gateway.image;

/** How the components of a stored pixel are to be understood. */
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

    /** Components without alpha, as a colour profile counts them; a palette holds RGB. */
    public int components() {
        return components;
    }

    /** Whether it is meant for ink and needs a conversion that depends on the profile. */
    public boolean isInk() {
        return components == 4;
    }
}
