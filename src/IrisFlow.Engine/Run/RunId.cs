using System.Globalization;
using System.Security.Cryptography;

namespace IrisFlow.Engine.Run;

/// <summary>The ids of runs: later ones sort after earlier ones, to the millisecond, for a second holds many runs of a small workflow.</summary>
internal static class RunId
{
    /// <summary>A new id.</summary>
    public static string At(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
}
