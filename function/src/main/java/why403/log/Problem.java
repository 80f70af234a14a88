package why403.log;

/** What is wrong with a record, if anything. The sentences never quote the record: it may hold secrets. */
enum Problem {
    NONE("nothing is wrong"),
    TOO_LONG("the line is longer than " + Lines.LONGEST_BYTES + " bytes"),
    NOT_JSON("the line begins as a JSON object and goes on as none"),
    NO_HEADER("the record stands under no header line that names its columns"),
    TOO_MANY_COLUMNS("the record has more columns than its header names"),
    NO_TIME("the record holds no date and time"),
    BAD_TIME("the record's date and time are none, or before 2008 or after 2100"),
    NO_STATUS("the record holds no sc-status"),
    BAD_STATUS("the record's sc-status is no HTTP status");

    private final String sentence;

    Problem(String sentence) {
        this.sentence = sentence;
    }

    String inLine(long number) {
        return "line " + number + ": " + sentence;
    }
}
