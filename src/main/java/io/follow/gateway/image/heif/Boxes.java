package io.follow.gateway.image.heif;

/** Iterates over a list of boxes. */
final class Boxes {

    private static final int TO_THE_END = 0;
    private static final int LONG_SIZE = 1;

    private final ByteRange list;
    private final HeifLimits limits;
    private String type = "";
    private ByteRange content;
    private int count;

    Boxes(ByteRange list, HeifLimits limits) {
        this.list = list;
        this.limits = limits;
        this.content = list;
    }

    boolean next() throws HeifException {
        if (list.remaining() == 0) {
            return false;
        }
        limits.checkBoxes(++count, "boxes");
        int start = list.offset();
        long size = list.u32();
        type = list.fourCharacters();
        if (size == LONG_SIZE) {
            size = list.u64();
        }
        int head = list.offset() - start;
        content = list.take(size == TO_THE_END ? list.remaining() : size - head);
        return true;
    }

    String type() {
        return type;
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    ByteRange content() {
        return content;
    }
}
