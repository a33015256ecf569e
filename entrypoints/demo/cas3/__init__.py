"""A small model of CAS3: made-up people, their referrals and bookings, and what staff can do with them."""
