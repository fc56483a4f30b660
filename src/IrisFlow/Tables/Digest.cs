namespace IrisFlow;

/// <summary>The SHA-256 of some content: equal digests mean equal content.</summary>
public readonly record struct Digest
{
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>From the 32 bytes of a SHA-256.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    /// <summary>From 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Digest Parse(string hex) => TryParse(hex, out var digest) ? digest : throw new FormatException($"'{hex}' is not a digest of 64 hexadecimal digits.");

    /// <summary>True for 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string hex, out Digest digest)
    {
        var ok = hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower);
        digest = ok ? new Digest(hex) : default;
        return ok;
    }

    /// <summary>The first twelve digits, for display.</summary>
    public string Short => Hex[..12];

    /// <summary>All 64 digits.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("This digest was never set.");

    /// <inheritdoc/>
    public override string ToString() => _hex ?? "";
}
