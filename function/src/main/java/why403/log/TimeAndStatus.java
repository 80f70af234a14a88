package why403.log;

import java.time.LocalDate;
import java.time.YearMonth;
import why403.log.bytes.ByteSearch;

/**
 * Reads the time and the status of a record. The time is {@code date} and {@code time}, otherwise {@code timestamp} or
 * {@code timestamp(ms)}: a number of seconds or milliseconds since the epoch, or a date and time in the form of ISO
 * 8601, in UTC if it names no offset. Fractions of a second are ignored. The records of one day share their date, which
 * is parsed once.
 */
final class TimeAndStatus {

    /** CloudFront's first year. */
    private static final int FIRST_YEAR = 2008;

    private static final int LAST_YEAR = 2100;
    private static final long FIRST_SECOND = secondOf(LocalDate.of(FIRST_YEAR, 1, 1));
    private static final long END_SECOND = secondOf(LocalDate.of(LAST_YEAR + 1, 1, 1));
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int MILLIS_OF_A_SECOND = 1000;
    private static final int DATE_LENGTH = "2026-11-24".length();
    private static final int TIME_LENGTH = "10:02:00".length();
    private static final int NO_NUMBER = -1;

    /** {@code 00:00:00}, the first byte lowest. */
    private static final long ZERO_O_CLOCK = 0x3030_3A30_303A_3030L;

    /** Added to a digit above 9, or to a colon that is none, sets the highest bit of its byte. */
    private static final long ABOVE_NINE = 0x7676_7F76_767F_7676L;

    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    /** Enough for the milliseconds of any year, and too few to overflow. */
    private static final int MOST_DIGITS = 15;

    private final byte[] date = new byte[DATE_LENGTH];
    private long midnight = NO_NUMBER;

    /** Gives the line its time and its status. */
    Problem complete(LogLine line) {
        Problem time = time(line);
        return time == Problem.NONE ? status(line, line.epochSecond()) : time;
    }

    /** Whether the line has a time that can be read. */
    boolean hasTime(LogLine line) {
        return time(line) == Problem.NONE;
    }

    /** The time of a line whose time cannot be read, for a message. */
    static UnreadTime unreadTime(LogLine line) {
        if (line.start(Field.DATE) >= 0 && line.start(Field.TIME) >= 0) {
            return new UnreadTime(line.text(Field.DATE) + " " + line.text(Field.TIME));
        }
        return new UnreadTime(line.text(line.start(Field.TIMESTAMP) >= 0 ? Field.TIMESTAMP : Field.TIMESTAMP_MILLIS));
    }

    private Problem time(LogLine line) {
        long second;
        int date = line.start(Field.DATE);
        int time = line.start(Field.TIME);
        if (date >= 0 && time >= 0) {
            second = dateAndTime(line, date, time);
        } else if (line.start(Field.TIMESTAMP) >= 0) {
            second = timestamp(line, Field.TIMESTAMP, 1);
        } else if (line.start(Field.TIMESTAMP_MILLIS) >= 0) {
            second = timestamp(line, Field.TIMESTAMP_MILLIS, MILLIS_OF_A_SECOND);
        } else {
            return Problem.NO_TIME;
        }
        line.dated(second, 0);
        return second >= FIRST_SECOND && second < END_SECOND ? Problem.NONE : Problem.BAD_TIME;
    }

    private static Problem status(LogLine line, long second) {
        int start = line.start(Field.STATUS);
        if (start < 0) {
            return Problem.NO_STATUS;
        }
        long status = number(line.buffer(), start, line.end(Field.STATUS));
        if (status != 0 && (status < 100 || status > 599)) {
            return Problem.BAD_STATUS;
        }
        line.dated(second, (int) status);
        return Problem.NONE;
    }

    private long dateAndTime(LogLine line, int dateStart, int timeStart) {
        byte[] bytes = line.buffer();
        int timeEnd = line.end(Field.TIME);
        long day = midnight(bytes, dateStart, line.end(Field.DATE));
        int time = secondOfDay(bytes, timeStart, timeEnd);
        boolean valid = day >= 0 && time >= 0 && isFraction(bytes, timeStart + TIME_LENGTH, timeEnd);
        return valid ? day + time : NO_NUMBER;
    }

    private long timestamp(LogLine line, Field field, int unitsOfASecond) {
        byte[] bytes = line.buffer();
        int from = line.start(field);
        int to = line.end(field);
        int whole = endOfDigits(bytes, from, to);
        if (whole > from && isFraction(bytes, whole, to)) {
            return number(bytes, from, whole) / unitsOfASecond;
        }
        return iso(bytes, from, to);
    }

    private long iso(byte[] bytes, int from, int to) {
        int timeStart = from + DATE_LENGTH + 1;
        if (to < timeStart + TIME_LENGTH || "Tt ".indexOf(bytes[timeStart - 1]) < 0) {
            return NO_NUMBER;
        }
        long day = midnight(bytes, from, timeStart - 1);
        int time = secondOfDay(bytes, timeStart, to);
        int zone = timeStart + TIME_LENGTH;
        if (zone < to && (bytes[zone] == '.' || bytes[zone] == ',')) {
            zone = endOfDigits(bytes, zone + 1, to);
        }
        int offset = offset(bytes, zone, to);
        return day < 0 || time < 0 || offset == Integer.MIN_VALUE ? NO_NUMBER : day + time - offset;
    }

    /** The offset from UTC in seconds; {@link Integer#MIN_VALUE} if the text is not one. */
    private static int offset(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0 || (length == 1 && (bytes[from] == 'Z' || bytes[from] == 'z'))) {
            return 0;
        }
        boolean colon = length == "+01:00".length() && bytes[from + 3] == ':';
        if ((bytes[from] != '+' && bytes[from] != '-')
                || !(colon || length == "+0100".length() || length == "+01".length())) {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(bytes, from + 1);
        int minutes = length == "+01".length() ? 0 : twoDigits(bytes, to - 2);
        boolean valid = hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60;
        int seconds = hours * 3600 + minutes * 60;
        return !valid ? Integer.MIN_VALUE : bytes[from] == '-' ? -seconds : seconds;
    }

    private long midnight(byte[] bytes, int from, int to) {
        if (to - from != DATE_LENGTH) {
            return NO_NUMBER;
        }
        if (!ByteSearch.areEqual(bytes, from, date, 0, DATE_LENGTH)) {
            System.arraycopy(bytes, from, date, 0, date.length);
            midnight = midnight();
        }
        return midnight;
    }

    private long midnight() {
        long year = number(date, 0, 4);
        long month = number(date, 5, 7);
        long day = number(date, 8, 10);
        boolean valid = date[4] == '-'
                && date[7] == '-'
                && year >= FIRST_YEAR
                && month >= 1
                && month <= 12
                && YearMonth.of((int) year, (int) month).isValidDay((int) day);
        return valid ? secondOf(LocalDate.of((int) year, (int) month, (int) day)) : NO_NUMBER;
    }

    /** Of the time that the text begins with. Its eight bytes are checked and read together. */
    private static int secondOfDay(byte[] bytes, int from, int to) {
        if (to - from < TIME_LENGTH) {
            return NO_NUMBER;
        }
        long digits = ByteSearch.eight(bytes, from) ^ ZERO_O_CLOCK;
        if (((digits | (digits + ABOVE_NINE)) & HIGHEST_BITS) != 0) {
            return NO_NUMBER;
        }
        int hour = digitsOf(digits);
        int minute = digitsOf(digits >>> 24);
        int second = digitsOf(digits >>> 48);
        return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : NO_NUMBER;
    }

    private static int digitsOf(long digits) {
        return (int) ((digits & 0xF) * 10 + (digits >>> Byte.SIZE & 0xF));
    }

    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
    }

    /** Whether the text is empty, or a separator and digits. */
    private static boolean isFraction(byte[] bytes, int from, int to) {
        return from == to
                || ((bytes[from] == '.' || bytes[from] == ',')
                        && from + 1 < to
                        && endOfDigits(bytes, from + 1, to) == to);
    }

    private static int endOfDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private static long number(byte[] bytes, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return NO_NUMBER;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long secondOf(LocalDate day) {
        return day.toEpochDay() * SECONDS_OF_A_DAY;
    }
}
