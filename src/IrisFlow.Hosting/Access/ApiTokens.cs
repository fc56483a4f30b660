using System.Security.Cryptography;

namespace IrisFlow.Hosting.Access;

/// <summary>Makes API tokens and takes them back.</summary>
public static class ApiTokens
{
    private const int LongestName = 100;

    /// <summary>Makes a token; its text is not kept, so this is the only time that anybody can read it.</summary>
    /// <param name="store">Where it is recorded.</param>
    /// <param name="name">Whom or what it is for.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IrisFlowException">It has no name that one could list, or would be over before it began.</exception>
    public static (ApiToken Token, string Text) Create(IRunStore store, string name, Role role, DateTimeOffset? expiresAt, string by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
        {
            throw new IrisFlowException(new Finding("IF868", "A token needs a name that one can read.") { Pointer = "/name", Expected = $"Whom or what it is for, such as nightly: at most {LongestName} letters." });
        }

        if (expiresAt <= now)
        {
            throw new IrisFlowException(new Finding("IF868", "A token can't end in the past.") { Pointer = "/expiresAt", Expected = "An instant to come, or none for a token that does not end by itself." });
        }

        var token = new ApiToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), name.Trim(), role, now, by) { ExpiresAt = expiresAt?.ToUniversalTime() };
        var text = Secret.New();
        store.Write(w => w.SaveToken(token, Secret.HashOf(text)));
        return (token, text);
    }

    /// <summary>Takes a token back: from now on it is a wrong one.</summary>
    /// <returns>The token as it is now.</returns>
    /// <exception cref="IrisFlowException">There is none with this id.</exception>
    public static ApiToken Revoke(IRunStore store, string id, DateTimeOffset now)
    {
        if (store.Tokens().All(t => t.Id != id))
        {
            var all = store.Tokens().Where(t => t.IsValid(now)).Select(t => $"{t.Id} ({t.Name})").ToList();
            throw new IrisFlowException(
                new Finding("IF864", $"There is no token '{id}'.") { Expected = all.Count == 0 ? "There are none." : $"The tokens are {string.Join(", ", all)}.", Next = "irisflow token list" },
                ExitCode.NotFound);
        }

        store.Write(w => w.RevokeToken(id, now));
        return store.Tokens().Single(t => t.Id == id);
    }
}
