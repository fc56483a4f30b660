namespace IrisFlow.Server.Tests.Attacks;

/// <summary>Values that make a path out of a name where one is careless.</summary>
internal static class Traversal
{
    /// <summary>Stands in the name of whatever an attack would write.</summary>
    public const string Mark = "planted-by-an-attack";

    private static readonly string[] Targets = ["etc/passwd", "secret.txt", "workflows/iris/iris.flow.json", Mark];

    private static readonly string[] Ups =
    [
        "../", "../../", "../../../../../../../../", "..\\", "..\\..\\..\\", "..%2f", "..%5c", "%2e%2e/", "%2e%2e%2f", "%2e%2e%5c", "..%252f", "%252e%252e%252f", "..%c0%af", "%c0%ae%c0%ae%c0%af", "..%ef%bc%8f", "．．/",
        "....//", "..././", "..;/", "./../", "iris/../../", "//", "/", "\\", "%2f", "%5c", "%2f%2f", "file:///", "file:/", "~/", "\\\\?\\", "\\\\.\\", "\\\\localhost\\c$\\", "C:/", "C:\\", "/proc/self/root/", "/proc/self/cwd/", "/dev/fd/",
        "..%00/", "%00/", "..\u2215", "..\u2044", "..%u2215", "iris%00/../../", "%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f", "/./", "/.//", "../artifacts/../",
    ];

    private static readonly string[] Others =
    [
        "..", ".", "...", "....", "%2e", "%2e%2e", "%252e%252e", "%00", "iris%00", "iris%00.flow.json", "iris.flow.json", "iris/", "/iris", "iris%2f", "iris/.", "iris/iris", "iris.", "iris%20", "%20iris", "iris%0a", "iris%0d%0aX-Evil:%201", "iris%09", "-rf", "--help",
        "*", "?", "??", "#", "iris#x", "iris?x", "iris;x", "iris:x", "iris::$DATA", "iris|x", "iris>x", "$(id)", "`id`", "%24%7Bjndi%3Aldap%3A%2F%2Fx%7D", "${HOME}", "%HOME%", "$HOME", "%25", "%", "%zz", "%u002e", "+", "&", "=",
        "CON", "con", "CON.", "NUL", "nul.json", "PRN", "AUX", "COM1", "COM1.flow.json", "LPT9", "CLOCK$", "CONIN$", "aux.", "%E2%80%8Birs", "i%CC%88ris", "%EF%BB%BFiris", "%E2%80%AEsiri", "%F0%9F%92%A9", "%ED%A0%80", "%FF%FE", "%C3%28", "%E2%80%A8",
        "'", "''", "' OR 1=1 --", "'; DROP TABLE runs; --", "%22", "\"", "1/0", "-1", "0", "1e999", "9223372036854775808", "NaN", "null", "undefined", "true", "[]", "{}", "<img src=x onerror=window.__xss=1>", "javascript:alert(1)", "__proto__", "constructor",
        "irisflow.db", "objects", ".tmp", "artifacts", "run:x/load.rows", "upload:../x", "http://169.254.169.254/", "http://127.0.0.1:1/", "\\\\host\\share", "sha256:..", new string('a', 300), new string('a', 4000), new string('.', 500), string.Concat(Enumerable.Repeat("../", 200)),
        new string('0', 64), new string('f', 64), $"{new string('0', 63)}/", $"../{new string('0', 61)}",
    ];

    /// <summary>The values as a careful client writes them, so that the server gets them whole, and as they stand.</summary>
    public static IReadOnlyList<string> Values { get; } = [.. Ups.SelectMany(u => Targets.Select(t => u + t)).Concat(Others).Distinct()];

    /// <summary>A value as it can stand in an address: what a line of HTTP can't hold is escaped.</summary>
    public static string AsItStands(string value) => string.Concat(value.Select(c => c is > ' ' and < '\u007f' and not '#' and not '"' ? $"{c}" : Uri.EscapeDataString($"{c}")));
}
