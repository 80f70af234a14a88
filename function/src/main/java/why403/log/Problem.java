package why403.log;

import why403.log.bytes.LineSplitter;

/** What is wrong with a record, if anything. A sentence never quotes the record, which can contain secrets. */
enum Problem {
    NONE("nothing is wrong"),
    TOO_LONG("the line is longer than " + LineSplitter.LONGEST_BYTES + " bytes"),
    NOT_JSON("the line begins like a JSON object but is not one"),
    NO_HEADER("no header line above the record names its columns"),
    TOO_MANY_COLUMNS("the record has more columns than its header names"),
    DELIMITER_IN_VALUE("a value of the record contains the delimiter of the columns"),
    NO_TIME("the record has no date and time"),
    BAD_TIME("the record's time cannot be read"),
    NO_STATUS("the record has no sc-status"),
    BAD_STATUS("the record's sc-status is not an HTTP status");

    private final String sentence;

    Problem(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
