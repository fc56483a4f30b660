using System.Globalization;
using System.Security.Cryptography;

namespace IrisFlow.Engine.Run;

/// <summary>The ids of runs: later ones sort after earlier ones, to the millisecond, for a second holds many runs of a small workflow.</summary>
public static class RunId
{
    /// <summary>What sorts before the ids of all runs that begin at an instant or later, and after those of the runs before.</summary>
    public static string From(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>A new id.</summary>
    internal static string At(DateTimeOffset now) => From(now) + "-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
}
