import { NextResponse } from 'next/server';

export const config = { matcher: '/__clerk/:path*' };

export function proxy({ nextUrl }) {
  return NextResponse.rewrite(new URL(nextUrl.pathname + nextUrl.search, process.env.STAND_IN));
}
